import type { Node } from './rule-text.ts';
import { clipFactor, type Descent, functionOf, isSteady, numbersOf, type Update, updateOf } from './update.ts';
import type { Value } from './value.ts';

/** Changes parameters by their gradients, step by step, by the rule of an optimiser. */
export class Stepper {
  readonly parameters: readonly Value[];
  private readonly descent: Descent;
  private readonly update: Update;
  private readonly weights: Float64Array;
  private readonly gradients: Float64Array;
  /** The numbers of the step, each once for every parameter. */
  private readonly numbers: readonly Float64Array[];
  private readonly work: readonly (() => void)[];
  /** Are the numbers of all steps the same? */
  private readonly steady: boolean;
  private steps = 0;

  constructor(parameters: readonly Value[], descent: Descent) {
    const room = (): Float64Array => new Float64Array(parameters.length);
    this.parameters = parameters;
    this.descent = descent;
    this.update = updateOf(descent);
    this.steady = isSteady(this.update, descent);
    this.weights = room();
    this.gradients = room();
    this.numbers = this.update.numbers.map(room);
    this.work = workOf(this.update, room, [
      ['w', this.weights],
      ['g', this.gradients],
      ...this.numbers.map((numbers, i) => [`#${i}`, numbers] as const),
    ]);
  }

  /** Changes every parameter by its gradient, which stays as it is unless it is clipped. */
  step(): void {
    const { parameters, weights, gradients } = this;
    if (this.descent.clip !== undefined) clip(parameters, this.descent.clip);
    for (let i = 0; i < parameters.length; i++) {
      const { data, grad } = parameters[i] as Value;
      weights[i] = data;
      gradients[i] = grad;
    }
    if (this.steps === 0 || !this.steady)
      for (const [i, number] of numbersOf(this.update, this.descent, this.steps).entries())
        this.numbers[i]?.fill(number);
    this.steps++;
    for (const work of this.work) work();
    for (let i = 0; i < parameters.length; i++) (parameters[i] as Value).data = weights[i] as number;
  }

  /** Resets the gradients, without which the next backward pass adds to the old ones. */
  zeroGrad(): void {
    for (const parameter of this.parameters) parameter.grad = 0;
  }
}

const EMPTY = new Float64Array();

function clip(parameters: readonly Value[], length: number): void {
  let squares = 0;
  for (const { grad } of parameters) squares += grad * grad;
  const factor = clipFactor(squares, length);
  for (const parameter of parameters) parameter.grad *= factor;
}

/** The steps of an update, each for all parameters at once: that is quicker than parameter by parameter. */
function workOf(
  { steps, remembers }: Update,
  room: () => Float64Array,
  known: readonly (readonly [name: string, place: Float64Array])[],
): (() => void)[] {
  const places = new Map([...known, ...remembers.map((name) => [name, room()] as const)]);
  const work: (() => void)[] = [];
  const placeOf = (name: string): Float64Array => {
    const place = places.get(name);
    if (place === undefined) throw new SyntaxError(`a rule has an unknown name: ${name}`);
    return place;
  };
  /** Adds what works out a part of the rule, and tells where that puts it. */
  const put = (node: Node, into?: Float64Array): Float64Array => {
    if (node.kind === 'name') {
      const from = placeOf(node.name);
      if (into !== undefined) work.push(() => into.set(from));
      return into ?? from;
    }
    const place = into ?? room();
    if (node.kind === 'number') work.push(() => place.fill(node.value));
    else
      work.push(
        loop(
          node,
          node.parts.map((part) => put(part)),
          place,
        ),
      );
    return place;
  };
  for (const { name, value } of steps) places.set(name, put(value, places.get(name) ?? room()));
  return work;
}

/** The four signs, which are most of every rule, have loops of their own. */
function loop(
  node: Parameters<typeof functionOf>[0],
  [x = EMPTY, y = EMPTY, z = EMPTY]: readonly Float64Array[],
  out: Float64Array,
): () => void {
  const value = functionOf(node);
  switch (node.kind === 'infix' ? node.sign : undefined) {
    case '+':
      return () => {
        for (let i = 0; i < out.length; i++) out[i] = (x[i] as number) + (y[i] as number);
      };
    case '-':
      return () => {
        for (let i = 0; i < out.length; i++) out[i] = (x[i] as number) - (y[i] as number);
      };
    case '*':
      return () => {
        for (let i = 0; i < out.length; i++) out[i] = (x[i] as number) * (y[i] as number);
      };
    case '/':
      return () => {
        for (let i = 0; i < out.length; i++) out[i] = (x[i] as number) / (y[i] as number);
      };
    default:
      return () => {
        for (let i = 0; i < out.length; i++) out[i] = value(x[i] as number, y[i] as number, z[i] as number);
      };
  }
}
