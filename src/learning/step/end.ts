import { buttons, codeBlock, heading, list, paragraph, say } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import type { Walk } from './place.ts';
import type { StepLines, StepState } from './state.ts';

/** The way that somebody took, what was missed, and the whole derivation. */
export function endReply(walk: Walk, { missed, seen }: StepState, lines: StepLines): Reply {
  const { places, derivation, result } = walk;
  const numbers = places.map((_, i) => i + 1);
  const wrong = numbers.filter((number) => missed.includes(number));
  const looked = numbers.filter((number) => seen.includes(number) && !missed.includes(number));
  const right = places.length - wrong.length - looked.length;
  const again = [...wrong, ...looked].sort((a, b) => a - b);
  const first = lines.at({ number: 1, missed: [], seen: [], hint: 0 });
  return {
    nodes: [
      heading(`${walk.title}: the end`),
      paragraph(say`${summary(places.length, right, wrong.length, looked.length)}`),
      ...(again.length === 0
        ? []
        : [
            paragraph(say`Look at ${again.length === 1 ? 'this one' : 'these'} once more:`),
            list(
              again.map((number) => {
                const { equation, why } = (places[number - 1] as Walk['places'][number]).ask();
                return say`Step ${number}: ${{ style: 'code' as const, text: equation }}. ${why}`;
              }),
            ),
          ]),
      codeBlock(derivation.join('\n')),
      ...(result === undefined ? [] : [result]),
      buttons(...lines.end, { label: 'Once more', command: first }),
    ],
    asks: { letters: [], next: lines.end.find(({ label }) => label === 'Another like it')?.command ?? first },
  };
}

function summary(all: number, right: number, wrong: number, looked: number): string {
  const whole = counted(all, 'step');
  if (right === all)
    return `${whole}, ${all === 1 ? 'and it was' : all === 2 ? 'both' : 'all'} right at the first try.`;
  const parts = [
    `${right} right at the first try`,
    ...(wrong > 0 ? [`${wrong} after a mistake`] : []),
    ...(looked > 0 ? [`${looked} shown`] : []),
  ];
  return `${whole}: ${parts.join(', ')}.`;
}
