import type { Random } from '../../../engine/index.ts';
import { lines, plainNumber, type Slips, sentence } from '../../parts/number.ts';
import { wholeBetween } from '../../parts/random.ts';
import type { Level } from '../../question.ts';
import type { QuestionType } from '../../type.ts';

/** How many numbers a network learns. */
export default {
  number: 19,
  version: 2,
  name: 'parameter-count',
  title: 'number of parameters',
  topic: 'neuron',
  levels: [1, 2, 3, 4, 5],
  generate(random, level) {
    const inputs = wholeBetween(random, 2, level <= 3 ? 10 : 6);
    const layers = layersOf(random, level);
    const sizes = [inputs, ...layers];
    const over = (of: (size: number, before: number) => number): number =>
      layers.reduce((sum, size, i) => sum + of(size, sizes[i] as number), 0);
    const count = over((size, before) => size * (before + 1));
    const neurons = over((size) => size);
    const slips: Slips = [
      ['parameters-without-biases', count - neurons],
      ['parameters-of-layers-only', count - neurons + layers.length],
      ['parameters-neurons-only', neurons],
      ['parameters-inputs-as-layer', count + inputs],
      ['parameters-bias-twice', over((size, before) => size * (before + 2))],
      ['parameters-with-gradients', 2 * count],
      ['parameters-first-layer-only', over((size) => size * (inputs + 1))],
    ];
    const what =
      level === 1
        ? `A layer of ${layers[0]} neurons takes ${inputs} inputs.`
        : `A network \`MLP(${inputs}, [${layers.join(', ')}])\` has ${inputs} inputs and ${layers.length === 1 ? 'a layer' : 'layers'} of ${inWords(layers)} neurons.`;
    return plainNumber({
      prompt: [sentence(`${what} How many parameters does it learn?`)],
      right: count,
      slips: random.shuffled(slips),
      hint: 'Count one neuron first: a weight for each of its inputs, and what else?',
      explanation: [
        lines(
          ...layers.map((size, i) => `${size} × (${sizes[i]} + 1) = ${size * ((sizes[i] as number) + 1)}`),
          ...(layers.length > 1
            ? [`${layers.map((size, i) => size * ((sizes[i] as number) + 1)).join(' + ')} = ${count}`]
            : []),
        ),
        sentence('Each neuron has a weight for every output of the layer before it, and one bias.'),
      ],
    });
  },
} satisfies QuestionType;

/** One layer; one in the notation of networks; two of which the last has one neuron; three so; three. */
function layersOf(random: Random, level: Level): number[] {
  const hidden = (count: number, most: number): number[] =>
    Array.from({ length: count }, () => wholeBetween(random, 2, most));
  if (level <= 2) return hidden(1, 10);
  if (level === 3) return [...hidden(1, 10), 1];
  return [...hidden(2, 6), level === 4 ? 1 : wholeBetween(random, 1, 3)];
}

/** `4, 4 and 1` */
const inWords = (sizes: readonly number[]): string =>
  [sizes.slice(0, -1).join(', '), ...sizes.slice(-1)].filter((part) => part !== '').join(' and ');
