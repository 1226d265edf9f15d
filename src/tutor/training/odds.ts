import { say, strong } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { failureOf, isPlain, type Odds, type Tally, type TrainingSettings } from '../../training/index.ts';
import { setupInShort } from './setup.ts';
import { quoted, short } from './words.ts';

/** How often the same settings learn from other seeds, and what these are, in a line. */
export function oddsInShort(odds: Odds | undefined, settings: TrainingSettings): Span[] {
  const run = say`This run: ${setupInShort(settings)}.`;
  if (odds === undefined) return say`${run} For odds over many seeds it is too large.`;
  const { seeds, threshold, relative, zeroed, neverZeroed } = odds;
  const least = leastOf(odds);
  const end = relative ? 'ending near the least loss, below' : 'a loss below';
  if (least !== undefined)
    return say`${strong('Odds')}: none of ${seeds} seeds ends with a loss below ${short(threshold)}; the least is ${short(least)}. ${run}`;
  return say`${strong('Odds')} of ${end} ${short(threshold)}: ${zeroed.learned} of ${seeds} seeds; without the reset, ${neverZeroed.learned}. ${run}`;
}

/** Where no start has learned, with the reset or without: the least loss that one of them ended with. */
function leastOf({ zeroed, neverZeroed }: Odds): number | undefined {
  if (zeroed.learned > 0 || neverZeroed.learned > 0) return undefined;
  const ends = [zeroed.least, neverZeroed.least].filter((end) => end !== undefined);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** How often the same settings learn from other seeds. */
export function oddsSentence(odds: Odds, settings: TrainingSettings): Span[] {
  const { seeds, threshold, relative, zeroed, neverZeroed } = odds;
  const fewer = seeds < 200 ? ' (more would take too long)' : '';
  const end = quoted(failureOf(settings));
  const overflowed = ({ overflowed: n }: Tally): string => (n === 0 ? '' : `, and ${n} end in ${end}`);
  const verdict =
    neverZeroed.learned > zeroed.learned
      ? `So with these settings forgetting to zero even helps${isPlain(settings) ? '; it is momentum 1' : ''}.`
      : neverZeroed.learned === 0
        ? ''
        : 'So forgetting to zero does not always fail; it succeeds less often.';
  const text = `the same settings over ${seeds} seeds${fewer}: gradients reset, ${zeroed.learned} end with a loss below ${short(threshold)}${relative ? ' (a quarter above the least of them, as none gets near 0)' : ''}${overflowed(zeroed)}; never reset, ${neverZeroed.learned}${overflowed(neverZeroed)}. `;
  const least = leastOf(odds);
  const even = neverZeroed.learned === zeroed.learned && zeroed.learned > 0;
  if (least !== undefined)
    return say`${strong('Odds')}, ${text}The least is ${short(least)}. This run is seed ${settings.seed}.`;
  return say`${strong('Odds')}, ${text}${even ? 'Here it makes no difference how many succeed.' : verdict} This run is seed ${settings.seed}.`;
}
