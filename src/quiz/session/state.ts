import { z } from 'zod';

const ms = z.number();

const PAUSES = ['nobody', 'not-allowed', 'unreachable'] as const;
export type Pause = (typeof PAUSES)[number];

/**
 * Where a quiz is. `due` is when it goes on by itself; while a message is still to be sent (`shown` false) that is when
 * it gives up.
 */
const stage = z.discriminatedUnion('at', [
  z.object({ at: z.literal('lobby'), due: ms, shown: z.boolean(), since: ms }),
  z.object({
    at: z.literal('asking'),
    due: ms,
    shown: z.boolean(),
    /** When the question was shown, and when its whole time is over; `due` is earlier once all have answered. */
    opened: ms,
    full: ms,
    again: z.enum(['outage', 'resumed', 'lost']).optional(),
  }),
  /** Clicks made until `deadline` and a little later still count, if they arrive until `due`. */
  z.object({ at: z.literal('grace'), due: ms, deadline: ms }),
  z.object({ at: z.literal('reveal'), due: ms, shown: z.boolean() }),
  /**
   * A task: everybody answers alone, in their own time, until `end`; answers after that are late, and taken until `closes`.
   * `done` has the numbers of the questions that each has answered.
   */
  z.object({
    at: z.literal('task'),
    due: ms,
    end: ms,
    closes: ms,
    remind: ms.optional(),
    feedback: z.enum(['after', 'now']),
    done: z.record(z.string(), z.array(z.int().positive())),
  }),
  /** A question of the day: everybody answers alone, until its answer is shown. */
  z.object({ at: z.literal('daily'), due: ms }),
  z.object({ at: z.literal('paused'), due: ms, from: z.enum(['lobby', 'asking', 'reveal']), why: z.enum(PAUSES) }),
  z.object({ at: z.literal('ended'), why: z.enum(['played', 'stopped']) }),
  z.object({ at: z.literal('aborted'), why: z.enum(['channel-gone', 'abandoned', 'not-allowed']) }),
]);

/** A message to everybody, by what it shows: `lobby`, `q3` (a question), `r3` (its reveal), `pause`, `end`, `task`, `remind`. */
const message = z.string().regex(/^(lobby|[qr]\d+|pause|end|task|remind)$/);

const sent = z.object({
  /** How often it was sent, with this time; a new copy has a key of its own. */
  copy: z.int().positive(),
  /** The platform's id of the newest copy, once it is known. */
  id: z.string().optional(),
  /** Was it deleted and sent again already? */
  replaced: z.boolean(),
});

/** All that decides how a quiz goes on, as plain JSON. Questions, answers and names stand in tables of their own. */
export const stateSchema = z.object({
  /** One player: no lobby, no waiting for others. */
  solo: z.boolean(),
  /** For each answer, apart from the time to read. */
  thinkMs: ms,
  /** One for each round. */
  paces: z.array(z.object({ read: ms, reveal: ms })).min(1),
  /** The question that is open or was last, from 1; 0 before the first. */
  n: z.int().nonnegative(),
  /** Questions up to this one are revealed, and count. */
  revealed: z.int().nonnegative(),
  stage,
  hosts: z.array(z.string()),
  /** Is it in a room that belongs to its host, so that nobody else takes it over? */
  owned: z.boolean().optional(),
  /** When a host last did something. */
  hostSeen: ms,
  /** All who joined or answered, in that order. */
  people: z.array(z.string()),
  /** Of them, those who have answered question `n`. */
  answered: z.array(z.string()),
  /** Of those, whoever is still choosing: what they have pressed counts, but the question waits for them. */
  choosing: z.array(z.string()).default([]),
  /** When question `n` was shown, the last time. */
  opened: ms.optional(),
  /** What the host has added to the time of question `n`. */
  extra: ms.default(0),
  /** Questions that the host has skipped: no answer to them counts. */
  skipped: z.array(z.int().positive()).default([]),
  /** Rounds in a row without an answer. */
  idle: z.int().nonnegative(),
  /** When the count of answers may be brought up to date again. */
  editFrom: ms,
  messages: z.record(message, sent),
  /** Of a question of the day: whether its message is to be pinned, is, or may not be. */
  daily: z.object({ pin: z.enum(['wanted', 'done', 'refused']).optional() }).optional(),
});

export type State = z.infer<typeof stateSchema>;
export type Stage = State['stage'];

/** How many questions it has. */
export const roundsOf = (state: State): number => state.paces.length;

/** Has it ended, in whatever way? */
export const isOver = ({ stage }: State): boolean => stage.at === 'ended' || stage.at === 'aborted';

/** When it goes on by itself; undefined if it is over. */
export const dueOf = ({ stage }: State): number | undefined => ('due' in stage ? stage.due : undefined);

/** Time for question `n`: to think and to read, and what the host has added. */
export const allowedMs = (state: State, n: number): number =>
  state.thinkMs + (state.paces[n - 1]?.read ?? 0) + (n === state.n ? state.extra : 0);

/** Of those who joined, the ones whose answer to question `n` is final. */
export const isDone = ({ answered, choosing }: State, user: string): boolean =>
  answered.includes(user) && !choosing.includes(user);
