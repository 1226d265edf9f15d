import type { Step } from './messages.ts';
import type { State } from './state.ts';

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

/** What one person does to a quiz. */
export interface Action {
  readonly user: string;
  readonly manages: boolean;
  /** The question that is meant, from 1. */
  readonly n: number;
  /** The time of the click, in ms since 1970. */
  readonly at: number;
  /** Is an answer all that they mean to say? If not, the question still waits for them; it is if left out. */
  readonly final?: boolean | undefined;
}

/** Why something cannot be. It has no words: those stand in the host. */
export type Refusal =
  /** They are none of those who may. */
  | { readonly why: 'role' }
  | { readonly why: 'over' }
  | { readonly why: 'begun' }
  | { readonly why: 'not-begun' }
  | { readonly why: 'paused' }
  | { readonly why: 'not-paused' }
  /** The question takes no answers any more. */
  | { readonly why: 'closed' }
  /** The question comes later. */
  | { readonly why: 'not-asked' }
  /** The question is not the one that people answer at the moment. */
  | { readonly why: 'not-open' }
  /** What is right was shown to them already. */
  | { readonly why: 'final' }
  /** The room belongs to somebody, who alone leads there. */
  | { readonly why: 'owned' }
  /** It goes on by itself, and nobody has to lead it. */
  | { readonly why: 'goes-on' }
  /** A host was here; anyone may lead in so many milliseconds. */
  | { readonly why: 'host-here'; readonly inMs: number };

/** Who may do something, when, and what it does to the state of a quiz. Pure, without a clock or randomness. */
export interface Rules {
  /** Whoever has one of these roles may. */
  readonly may: readonly Role[];
  /** What they do, behind "Only the host may": `stop the quiz`. */
  readonly does: string;
  /** Why it cannot be now; undefined if it can. Left out where it always can. */
  readonly refuse?: ((state: State, action: Action, now: number) => Refusal | undefined) | undefined;
  /** What becomes of the quiz; is asked only for what is not refused. Left out where nothing does. */
  readonly apply?: ((state: State, action: Action, now: number) => Step) | undefined;
}

/** May somebody of this standing do it? */
export function mayDo({ may }: Pick<Rules, 'may'>, { isHost, isParticipant, manages }: Standing): boolean {
  const is: Readonly<Record<Role, boolean>> = {
    host: isHost,
    participant: isParticipant,
    manager: manages,
    anyone: true,
  };
  return may.some((role) => is[role]);
}

/** Why somebody may not do this, or not now; undefined if they may. The only place that decides. */
export function refusalOf(rules: Rules, state: State, action: Action, now: number): Refusal | undefined {
  const { user, manages } = action;
  const standing = { isHost: state.hosts.includes(user), isParticipant: state.people.includes(user), manages };
  return mayDo(rules, standing) ? rules.refuse?.(state, action, now) : { why: 'role' };
}
