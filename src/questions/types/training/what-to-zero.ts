import type { Random } from '../../../engine/index.ts';
import { lines, sentence } from '../../parts/number.ts';
import { pick } from '../../parts/random.ts';
import type { Problem, QuestionType, WrongAnswer } from '../../type.ts';

/** Whose gradients have to be reset between two iterations. */
export default {
  number: 18,
  version: 1,
  name: 'what-to-zero',
  title: 'what must be zeroed',
  topic: 'training',
  levels: [2, 3, 4, 5],
  generate: (random, level) => (level === 5 ? network(random) : formula(random, level)),
} satisfies QuestionType;

const ACTIVATIONS = ['tanh', 'relu', 'sigmoid'];

/** In a small graph, by names. */
function formula(random: Random, level: number): Problem {
  const w = pick(random, ['w', 'u', 'v', 'k']);
  const x = pick(random, ['x', 'z', 's']);
  const b = pick(random, ['b', 'c', 'd']);
  const y = pick(random, ['y', 't']);
  const activation = pick(random, ACTIVATIONS);
  const parameters = level === 3 ? [`${w}1`, `${w}2`, b] : [w, b];
  const inputs = level === 3 ? [`${x}1`, `${x}2`, y] : [x, y];
  const sum = level === 3 ? `${w}1*${x}1 + ${w}2*${x}2 + ${b}` : `${w}*${x} + ${b}`;
  const inner = level === 4 ? ['n', 'out', 'L'] : ['out', 'L'];
  const graph = level === 4 ? [`n = ${sum}`, `out = ${activation}(n)`] : [`out = ${sum}`];
  const and = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const wrong: WrongAnswer[] = [
    { text: `the gradients of ${and([...parameters, ...inner])}`, bugs: ['zeroed-inner-values'] },
    { text: `the values of ${and(parameters)}`, bugs: ['zeroed-weights'] },
    { text: `the gradients of ${and([...parameters, ...inputs])}`, bugs: ['zeroed-inputs'] },
    { text: 'the gradient of L', bugs: ['zeroed-loss-only'] },
    {
      text: level === 3 ? `the gradients of ${and(parameters.slice(0, -1))}` : `the gradient of ${w}`,
      bugs: ['bias-has-no-gradient'],
    },
  ];
  return {
    prompt: [
      lines(`data: ${inputs.join(', ')}`, `parameters: ${parameters.join(', ')}`, ...graph, `L = (out - ${y})^2`),
      sentence(
        'Each iteration runs these lines anew, then `L.backward()`, then a step. What must be set to 0 before the next `backward()`, and no more than that?',
      ),
    ],
    right: `the gradients of ${and(parameters)}`,
    wrong,
    hint: [sentence('Which values are made anew in each iteration, and which stay and keep their `.grad`?')],
    explanation: [
      sentence(
        `${and(parameters.map((name) => `\`${name}\``))} stay from iteration to iteration, and \`backward()\` adds to their \`.grad\`. Values in between are made anew with a gradient of 0; the data is not trained.`,
      ),
    ],
  };
}

/** In a whole network, in words. */
function network(random: Random): Problem {
  const hidden = pick(random, [2, 3, 4, 5, 8]);
  const inputs = pick(random, [2, 3, 4]);
  const activation = pick(random, ACTIVATIONS);
  return {
    prompt: [
      sentence(
        `\`MLP(${inputs}, [${hidden}, 1])\` with ${activation} is trained in a loop of forward pass, \`loss.backward()\` and step. What must be set to 0 before each \`backward()\`, and no more than that?`,
      ),
    ],
    right: '.grad of all weights and biases',
    wrong: [
      { text: '.grad of all parameters, neuron outputs and the loss', bugs: ['zeroed-inner-values'] },
      { text: 'all weights and biases themselves', bugs: ['zeroed-weights'] },
      { text: '.grad of the loss', bugs: ['zeroed-loss-only'] },
      { text: '.grad of all parameters and inputs', bugs: ['zeroed-inputs'] },
      { text: '.grad of the weights, not of the biases', bugs: ['bias-has-no-gradient'] },
    ],
    hint: [sentence('Which values are made anew in each forward pass, and which stay?')],
    explanation: [
      sentence(
        'Only parameters stay from iteration to iteration, and `backward()` adds to their `.grad`. Outputs and the loss are new values in each forward pass, with a gradient of 0.',
      ),
    ],
  };
}
