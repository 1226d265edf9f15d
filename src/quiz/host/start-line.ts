import { withOption } from '../../command/format.ts';
import { OWN } from '../../questions/own.ts';
import type { Level } from '../../questions/question.ts';
import type { Order } from '../session/view-data.ts';

export interface StartOptions {
  readonly topic?: string | undefined;
  /** The name of a topic of questions that people brought. */
  readonly from?: string | undefined;
  /** A formula whose steps are the questions. */
  readonly steps?: string | undefined;
  readonly level?: Level | undefined;
  readonly rounds: number | 'all';
  /** Of questions that people brought; shuffled if left out. */
  readonly order?: Order | undefined;
  /** To answer; left out where nobody waits. */
  readonly seconds?: number | undefined;
  readonly seed?: number | undefined;
}

/** The line that was typed, with some of its options changed. */
export type Again = (change: Partial<StartOptions>) => string;

/** What `/quiz start` takes where nothing is said. */
export const DEFAULTS = { rounds: 5, seconds: 60 } as const;

/**
 * The line that was typed, with other options.
 *
 * @param command as far as it is not about the questions: `/quiz assign --due "in 2 days"`
 */
export function startLine(command: string, wanted: StartOptions): string {
  const { topic, from, steps, level, order, rounds, seconds = DEFAULTS.seconds, seed } = wanted;
  const brought = from !== undefined || topic === OWN;
  const options: [flag: string, value: string | number | undefined][] = [
    ['topic', topic],
    ['from', from],
    ['steps', steps],
    ['level', level],
    ['order', order],
    // Of imported questions, a task has all where nothing is said.
    ['rounds', rounds === DEFAULTS.rounds && !brought ? undefined : rounds],
    ['seconds', seconds === DEFAULTS.seconds ? undefined : seconds],
    ['seed', seed],
  ];
  return options.reduce(
    (line, [flag, value]) => (value === undefined ? line : withOption(line, flag, String(value))),
    command,
  );
}
