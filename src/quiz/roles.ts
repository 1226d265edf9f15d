/**
 * Who somebody is to a quiz: its host or a co-host, somebody who takes part, somebody who manages the server or
 * workspace, anyone at all.
 */
export type Role = 'host' | 'participant' | 'manager' | 'anyone';

/** How somebody stands to a quiz at the moment. */
export interface Standing {
  /** Did they start it, or take it over? */
  readonly isHost: boolean;
  /** Have they joined it, or answered in it? */
  readonly isParticipant: boolean;
  /** Do they manage the server or workspace? */
  readonly manages: boolean;
}

/** Who may do what: one row for every subcommand of `/quiz`, named like it. Whoever answers takes part. */
export const ROLES = {
  start: { may: ['anyone'], does: 'start a quiz' },
  begin: { may: ['host', 'manager'], does: 'begin' },
  join: { may: ['anyone'], does: 'join' },
  answer: { may: ['anyone'], does: 'answer' },
  hint: { may: ['anyone'], does: 'take a hint' },
  mine: { may: ['participant'], does: 'look back at an answer' },
  stop: { may: ['host', 'manager'], does: 'stop the quiz' },
  resume: { may: ['host', 'manager'], does: 'resume the quiz' },
  /** Once the host has been away for a minute. */
  lead: { may: ['anyone'], does: 'lead the quiz' },
  status: { may: ['anyone'], does: 'see how far the quiz is' },
  scores: { may: ['anyone'], does: 'see the scores' },
  practice: { may: ['anyone'], does: 'practise' },
  report: { may: ['host', 'manager'], does: "see the group's report" },
  export: { may: ['host', 'manager'], does: 'export a quiz' },
  /** What somebody brings is asked only in quizzes that they start themselves. */
  import: { may: ['anyone'], does: 'bring questions' },
  'forget-me': { may: ['anyone'], does: 'have their own answers deleted' },
} as const satisfies Record<string, { readonly may: readonly Role[]; readonly does: string }>;

/** A subcommand of `/quiz`. */
export type Action = keyof typeof ROLES;

const CALLED: Readonly<Record<Role, string>> = {
  host: 'the host of the quiz',
  participant: 'people who take part',
  manager: 'somebody who manages the server',
  anyone: 'anyone',
};

/** May somebody of this standing do it? */
export function mayDo(action: Action, standing: Standing): boolean {
  const is: Readonly<Record<Role, boolean>> = {
    host: standing.isHost,
    participant: standing.isParticipant,
    manager: standing.manages,
    anyone: true,
  };
  return ROLES[action].may.some((role) => is[role]);
}

/** What somebody is told who may not: who may. */
export function refusal(action: Action): string {
  const { may, does } = ROLES[action];
  return `Only ${may.map((role) => CALLED[role]).join(' or ')} may ${does}.`;
}
