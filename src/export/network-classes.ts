import { type ActivationName, activationNamed, type OperationName } from '../engine/index.ts';
import { indented } from './lines.ts';
import { bodyOf, collectUses, type Traced, traced, valueStyle } from './trace.ts';
import { methodName, type Uses } from './value-class.ts';

/** What a network of such activations asks of the class `Value`. */
export function networkUses(
  activations: readonly ActivationName[],
  uses: { operations: Set<OperationName>; reflected: Set<OperationName> },
): void {
  uses.operations.add('add').add('mul');
  for (const name of new Set(activations)) {
    const { operation } = activationNamed(name);
    if (operation !== undefined) uses.operations.add(operation);
    else for (const expression of expressionsOf(tracedActivation(name))) collectUses(expression, () => false, uses);
  }
}

const tracedActivation = (name: ActivationName): Traced => traced(['x'], activationNamed(name).apply);

const expressionsOf = ({ steps, result }: Traced) => [...steps.map(({ expression }) => expression), result];

/** An activation that is made of several operations, or none, as a function. */
function composed(name: ActivationName, uses: Uses): string[] {
  const { title, formula } = activationNamed(name);
  return [
    `def ${title}(x):`,
    `    """${formula}"""`,
    ...indented(bodyOf(tracedActivation(name), valueStyle(uses))),
    '',
    '',
  ];
}

/** The article's classes. With one activation for all layers it stands in the neuron; else each layer is told its own. */
export function networkClasses(
  activations: readonly ActivationName[],
  bound: string | undefined,
  uses: Uses,
): string[] {
  const names = [...new Set(activations)];
  const [only] = names;
  const single = names.length === 1 && only !== undefined;
  const more = single ? '' : ', squash';
  const drawn = bound === undefined ? '' : ', bound';
  const functions = names.filter((name) => {
    const { operation, title } = activationNamed(name);
    return operation === undefined && !(single && title === 'linear');
  });
  const total = 'sum((w * x_i for w, x_i in zip(self.w, x)), self.b)';
  const about = single
    ? only === 'linear'
      ? 'the sum'
      : `${activationNamed(only).title} of the sum`
    : 'a function of the sum';
  return [
    ...functions.flatMap((name) => composed(name, uses)),
    'class Neuron:',
    `    """Gives ${about} of its weighted inputs and its bias."""`,
    '',
    `    def __init__(self, inputs${drawn}${more}):`,
    ...(bound === undefined
      ? [
          '        self.w = [Value(random.uniform(-1, 1)) for _ in range(inputs)]',
          '        self.b = Value(random.uniform(-1, 1))',
        ]
      : [
          '        self.w = [Value(random.uniform(-bound, bound)) for _ in range(inputs)]',
          '        self.b = Value(0.0)',
        ]),
    ...(single ? [] : ['        self.squash = squash']),
    '',
    '    def __call__(self, x):',
    ...indented(single ? squashed(only, total, uses) : [`return self.squash(${total})`], 2),
    '',
    '    def parameters(self):',
    '        return [*self.w, self.b]',
    '',
    '',
    'class Layer:',
    '    """Neurons that all read the same inputs."""',
    '',
    `    def __init__(self, inputs, outputs${more}):`,
    ...(bound === undefined ? [] : [`        bound = ${bound}`]),
    `        self.neurons = [Neuron(inputs${drawn}${more}) for _ in range(outputs)]`,
    '',
    '    def __call__(self, x):',
    '        return [neuron(x) for neuron in self.neurons]',
    '',
    '    def parameters(self):',
    '        return [p for neuron in self.neurons for p in neuron.parameters()]',
    '',
    '',
    'class MLP:',
    '    """Layers, each of which reads the outputs of the one before."""',
    '',
    `    def __init__(self, inputs, sizes${single ? '' : ', squashes'}):`,
    ...(single
      ? ['        self.layers = [Layer(i, o) for i, o in zip([inputs, *sizes], sizes)]']
      : [
          '        shapes = zip([inputs, *sizes], sizes, squashes)',
          '        self.layers = [Layer(i, o, squash) for i, o, squash in shapes]',
        ]),
    '',
    '    def __call__(self, x):',
    '        for layer in self.layers:',
    '            x = layer(x)',
    '        return x',
    '',
    '    def parameters(self):',
    '        return [p for layer in self.layers for p in layer.parameters()]',
  ];
}

function squashed(name: ActivationName, total: string, uses: Uses): string[] {
  const { operation, title } = activationNamed(name);
  if (operation !== undefined) return [`return ${total}.${methodName(operation, uses)}()`];
  return [title === 'linear' ? `return ${total}` : `return ${title}(${total})`];
}

/** What an MLP is told of its activations, behind its sizes. */
export function squashes(activations: readonly ActivationName[], uses: Uses): string {
  if (new Set(activations).size === 1) return '';
  const functions = activations.map((name) => {
    const { operation, title } = activationNamed(name);
    return operation === undefined ? title : `Value.${methodName(operation, uses)}`;
  });
  return `, [${functions.join(', ')}]`;
}
