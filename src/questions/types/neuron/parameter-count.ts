import { lines, plainNumber, type Slips, sentence } from '../../parts/number.ts';
import { wholeBetween } from '../../parts/random.ts';
import type { QuestionType } from '../../type.ts';

/** How many numbers a network learns. */
export default {
  number: 19,
  version: 1,
  name: 'parameter-count',
  title: 'number of parameters',
  topic: 'neuron',
  levels: [1, 2, 3, 4, 5],
  generate(random, level) {
    const inputs = wholeBetween(random, 2, 5);
    const layers =
      level === 1
        ? [wholeBetween(random, 2, 5)]
        : Array.from({ length: Math.min(level - 1, 3) }, () => wholeBetween(random, 2, 5));
    if (level >= 3) layers[layers.length - 1] = level === 5 ? wholeBetween(random, 1, 3) : 1;
    const sizes = [inputs, ...layers];
    const perLayer = layers.map((size, i) => size * ((sizes[i] as number) + 1));
    const count = perLayer.reduce((sum, each) => sum + each, 0);
    const neurons = layers.reduce((sum, size) => sum + size, 0);
    const slips: Slips = [
      ['parameters-without-biases', count - neurons],
      ['parameters-of-layers-only', count - neurons + layers.length],
      ['parameters-neurons-only', neurons],
      ['parameters-inputs-as-layer', count + inputs],
      ['parameters-first-layer-only', layers.reduce((sum, size) => sum + size * (inputs + 1), 0)],
    ];
    const what =
      level === 1
        ? `A layer of ${layers[0]} neurons takes ${inputs} inputs.`
        : `A network \`MLP(${inputs}, [${layers.join(', ')}])\` has ${inputs} inputs and ${layers.length === 1 ? 'a layer' : 'layers'} of ${inWords(layers)} neurons.`;
    return plainNumber({
      prompt: [sentence(`${what} How many parameters does it learn?`)],
      right: count,
      slips,
      hint: 'Count one neuron first: a weight for each of its inputs, and what else?',
      explanation: [
        lines(
          ...layers.map((size, i) => `${size} × (${sizes[i]} + 1) = ${perLayer[i]}`),
          ...(layers.length > 1 ? [`${perLayer.join(' + ')} = ${count}`] : []),
        ),
        sentence('Each neuron has a weight for every output of the layer before it, and one bias.'),
      ],
    });
  },
} satisfies QuestionType;

/** `4, 4 and 1` */
const inWords = (sizes: readonly number[]): string =>
  [sizes.slice(0, -1).join(', '), ...sizes.slice(-1)].filter((part) => part !== '').join(' and ');
