import type { Heard, Platform } from './platform.ts';
import type { Sent } from './traffic.ts';

/** How a command ended, for whoever typed it. */
export type Ending =
  | 'answered'
  | 'busy'
  | 'interrupted'
  | 'sorry'
  | 'never'
  | 'more than once'
  | 'cut off'
  | 'acknowledged too late';

const BUSY = /I am busy/;
const INTERRUPTED = /interrupted|have to restart|about to restart/;
const SORRY = /Sorry, something went wrong/;
/** Later than this it is no acknowledgement. */
const ACK_WITHIN_MS = 3000;

/** How a command ended, and after how many ms its answer was there. */
export function endingOf(sent: Sent, platform: Platform): { readonly ending: Ending; readonly ms?: number } {
  const { status = 0, ackMs = Number.POSITIVE_INFINITY, said = '' } = sent;
  if (status !== 200) return { ending: 'cut off' };
  if (ackMs > ACK_WITHIN_MS) return { ending: 'acknowledged too late' };
  // What a click in a quiz is answered with changes its "thinking…"; behind it the quiz tells what was right.
  const later = (platform.heard.get(sent.id) ?? []).filter(
    ({ isProgress, isFollowUp }) => !isProgress && !(isFollowUp && isOfQuiz(sent)),
  );
  const finals: Pick<Heard, 'at' | 'text'>[] = [
    ...(isAnswer(said) ? [{ at: sent.at + ackMs, text: said }] : []),
    ...later,
  ];
  const [first] = finals;
  if (first === undefined) return { ending: 'never' };
  const ms = first.at - sent.at;
  if (finals.length > 1) return { ending: 'more than once', ms };
  if (BUSY.test(first.text)) return { ending: 'busy', ms };
  if (INTERRUPTED.test(first.text)) return { ending: 'interrupted', ms };
  return { ending: SORRY.test(first.text) ? 'sorry' : 'answered', ms };
}

const isOfQuiz = ({ kind }: Sent): boolean => kind === 'click' || kind === 'quiz';

/** Did the acknowledgement bring the answer itself? Discord's types 5 and 6 only say that one will come. */
export function isAnswer(said: string): boolean {
  if (said === '') return false;
  const type = /"type":\s*(\d+)/.exec(said)?.[1];
  return type === undefined || !['5', '6'].includes(type);
}

/** The value below which a share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
