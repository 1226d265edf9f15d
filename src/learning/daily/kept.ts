import { z } from 'zod';
import { LEVELS } from '../../questions/question.ts';
import { TOPICS } from '../../questions/type.ts';
import type { DailyChange, DailyRow } from '../../store/learning/daily.ts';

const settingsSchema = z.object({
  hour: z.int(),
  minute: z.int(),
  zone: z.string(),
  days: z.array(z.int()).min(1),
  topic: z.enum(TOPICS).optional(),
  level: z.literal(LEVELS).optional(),
  pin: z.boolean(),
  names: z.boolean(),
  /** Who turned it on; left out once they are forgotten. */
  by: z.object({ user: z.string(), name: z.string() }).optional(),
  /** Is it in a room that belongs to them? */
  owned: z.boolean().optional(),
});

const stateSchema = z.object({
  /** The last day whose question was asked. */
  asked: z.string().optional(),
  /** The session of that question. */
  session: z.string().optional(),
  /** The one before, whose answer is shown. */
  previous: z.string().optional(),
  /** The group's streak before all sessions that are still known. */
  streak: z.object({ days: z.int(), free: z.string().optional() }).optional(),
  /** Days whose question was not asked since. */
  missed: z.array(z.string()).default([]),
  /** Why it is off, where nobody turned it off. */
  lost: z.enum(['channel-gone', 'not-allowed']).optional(),
  /** Questions asked so far, the last first: they are not asked again. */
  past: z.array(z.object({ type: z.string(), hash: z.number() })).default([]),
});

export type DailySettings = z.infer<typeof settingsSchema>;
export type DailyState = z.infer<typeof stateSchema>;

/** The question of the day of a channel, as it is kept. */
export interface Daily {
  readonly row: DailyRow;
  readonly settings: DailySettings;
  readonly state: DailyState;
}

/** Reads what is kept, and checks that it still is what we take it for. */
export const dailyOf = (row: DailyRow): Daily => ({
  row,
  settings: settingsSchema.parse(JSON.parse(row.settings)),
  state: stateSchema.parse(JSON.parse(row.state)),
});

export const NEW_STATE: DailyState = { missed: [], past: [] };

/** What is to be written in place of what was read. */
export function changeOf(
  { row, settings, state }: Daily,
  change: { readonly settings?: DailySettings; readonly state?: Partial<DailyState>; readonly due: number | undefined },
  now: number,
): DailyChange {
  return {
    ...row,
    settings: JSON.stringify(change.settings ?? settings),
    state: JSON.stringify({ ...state, ...change.state }),
    due: change.due,
    now,
  };
}
