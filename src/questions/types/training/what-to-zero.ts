import type { Random } from '../../../engine/index.ts';
import { lines, sentence } from '../../parts/number.ts';
import { pick } from '../../parts/random.ts';
import type { Problem, QuestionType, WrongAnswer } from '../../type.ts';

/** Whose gradients have to be reset between two iterations, and whose begin at 0 by themselves. */
export default {
  number: 18,
  version: 3,
  name: 'what-to-zero',
  title: 'what must be zeroed',
  topic: 'training',
  levels: [2, 3, 4, 5],
  generate: (random, level) =>
    level === 5
      ? about(random, networkLoop(random), ANEW_IN_NETWORKS)
      : about(random, formulaLoop(random, level), ANEW),
} satisfies QuestionType;

/** How often it is asked what begins at 0 by itself: in a network that has one answer, the other question has three. */
const ANEW = 0.5;
const ANEW_IN_NETWORKS = 0.16;
/** Of networks with a frozen layer fewer draws have four options that fit: drawn more often, each answer is as frequent. */
const FROZEN = ['no', 'first', 'last', 'first', 'last', 'first', 'last'] as const;

const ACTIVATIONS = ['tanh', 'relu', 'sigmoid'];

/** A training loop, its values by what becomes of them. */
interface Loop {
  readonly prompt: Problem['prompt'];
  /** Parameters that the step changes, without the last, which is a bias. */
  readonly weights: readonly string[];
  readonly biases: readonly string[];
  /** Parameters that no step changes; none of them is trained. */
  readonly frozen: readonly string[];
  readonly inner: readonly string[];
  readonly loss: string;
  readonly data: readonly string[];
  readonly code: (name: string) => string;
}

const and = (names: readonly string[]): string =>
  names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Which `.grad` has to be reset, or which begins at 0 anyway: the same groups of values are to choose from. */
function about(random: Random, loop: Loop, anewShare: number): Problem {
  const { weights, biases, frozen, inner, loss, data, code } = loop;
  const trained = [...weights, ...biases];
  const parameters = [...trained, ...frozen];
  const anew = [...inner, loss];
  const anewAsked = random.random() < anewShare;
  const right = anewAsked ? anew : trained;
  const wrong: WrongAnswer[] = anewAsked
    ? [
        { text: and(trained), bugs: ['parameters-made-anew'] },
        { text: and([...parameters, ...anew]), bugs: ['parameters-made-anew'] },
        { text: loss, bugs: ['inner-values-kept'] },
        { text: and(inner), bugs: ['inner-values-kept'] },
        { text: and([...biases, ...anew]), bugs: ['parameters-made-anew'] },
        { text: and(weights), bugs: ['parameters-made-anew'] },
        { text: and([...weights, ...inner]), bugs: ['parameters-made-anew', 'inner-values-kept'] },
        ...(frozen.length > 0 ? [{ text: and(frozen), bugs: ['parameters-made-anew' as const] }] : []),
      ]
    : [
        { text: and(anew), bugs: ['zeroed-inner-values'] },
        { text: and([...trained, ...anew]), bugs: ['zeroed-inner-values'] },
        { text: and([...trained, ...data]), bugs: ['zeroed-inputs'] },
        { text: and(inner), bugs: ['zeroed-inner-values'] },
        { text: loss, bugs: ['zeroed-loss-only'] },
        { text: and(weights), bugs: ['bias-has-no-gradient'] },
        ...(frozen.length > 0
          ? [
              { text: and(parameters), bugs: ['zeroed-frozen' as const] },
              { text: and(frozen), bugs: ['zeroed-frozen' as const] },
            ]
          : []),
      ];
  const question = anewAsked
    ? 'Nothing is reset. Whose `.grad` begins at 0 in every iteration?'
    : 'Whose `.grad` must be set to 0 before each `backward()`, and no other?';
  const frozenToo =
    frozen.length === 0
      ? ''
      : ` ${and(frozen.map(code))} ${frozen.length === 1 && !/s( |$)/.test(frozen[0] as string) ? 'is' : 'are'} frozen: no step uses what stands in \`.grad\` there.`;
  return {
    prompt: [...loop.prompt, sentence(question)],
    right: and(right),
    wrong: random.shuffled(wrong),
    hint: [sentence('Which values are made anew in each iteration, and which stay and keep their `.grad`?')],
    explanation: [
      sentence(
        `${capital(and(trained.map(code)))} stay from iteration to iteration, and \`backward()\` adds to their \`.grad\`. ${capital(and(anew.map(code)))} are made anew in each forward pass, with a gradient of 0.${capital(frozenToo)}`,
      ),
    ],
  };
}

const capital = (text: string): string =>
  text.replace(/^( ?)([a-z])/, (_, space, letter) => space + letter.toUpperCase());

/** A small graph, by names. */
function formulaLoop(random: Random, level: number): Loop {
  const w = pick(random, ['w', 'u', 'v', 'k']);
  const x = pick(random, ['x', 'z', 's']);
  const b = pick(random, ['b', 'c', 'd']);
  const y = pick(random, ['y', 't']);
  const out = pick(random, ['out', 'o', 'p']);
  const loss = pick(random, ['L', 'loss']);
  const activation = pick(random, ACTIVATIONS);
  const two = level >= 3;
  const weights = two ? [`${w}1`, `${w}2`] : [w];
  const inputs = two ? [`${x}1`, `${x}2`] : [x];
  // At level 4 one of the weights may be frozen.
  const frozen = level === 4 && random.random() < 0.6 ? [pick(random, weights)] : [];
  const sum = [...weights.map((name, i) => `${name}*${inputs[i]}`), b].join(' + ');
  const inner = level === 4 ? ['n', out] : [out];
  const graph = level === 4 ? [`n = ${sum}`, `${out} = ${activation}(n)`] : [`${out} = ${sum}`];
  const shown = [...weights, b].map((name) => (frozen.includes(name) ? `${name} (frozen)` : name));
  return {
    prompt: [
      lines(
        `data: ${[...inputs, y].join(', ')}`,
        `parameters: ${shown.join(', ')}`,
        ...graph,
        `${loss} = (${out} - ${y})^2`,
      ),
      sentence(
        `Each iteration runs the formulas anew, then \`${loss}.backward()\`, then a step${frozen.length > 0 ? ', which leaves what is frozen as it is' : ''}.`,
      ),
    ],
    weights: weights.filter((name) => !frozen.includes(name)),
    biases: [b],
    frozen,
    inner,
    loss,
    data: [...inputs, y],
    code: (name) => `\`${name}\``,
  };
}

/** A whole network, in words. */
function networkLoop(random: Random): Loop {
  const hidden = pick(random, [2, 3, 4, 5, 6, 8]);
  const inputs = pick(random, [2, 3, 4]);
  const outputs = pick(random, [1, 2]);
  const activation = pick(random, ACTIVATIONS);
  const frozen = pick(random, FROZEN);
  const layer = frozen === 'first' ? ' of layer 2' : frozen === 'last' ? ' of layer 1' : '';
  const other = frozen === 'first' ? ' of layer 1' : ' of layer 2';
  return {
    prompt: [
      sentence(
        `\`MLP(${inputs}, [${hidden}, ${outputs}])\` with ${activation} is trained in a loop of forward pass, \`loss.backward()\` and step.${frozen === 'no' ? '' : ` Layer ${frozen === 'first' ? 1 : 2} is frozen: the step leaves it as it is.`}`,
      ),
    ],
    weights: [`all weights${layer}`],
    biases: [`all biases${layer}`],
    frozen: frozen === 'no' ? [] : [`all parameters${other}`],
    inner: ['all neuron outputs'],
    loss: 'the loss',
    data: ['all inputs'],
    code: (name) => name,
  };
}
