import { type LossName, lossNamed, type OperationName, operationNames, value, withTape } from '../engine/index.ts';
import { indented, type Turn } from './lines.ts';
import { bodyOf, collectUses, traced, valueStyle } from './trace.ts';
import type { Uses } from './value-class.ts';

const isTarget = (name: string): boolean => name === 't';

/** What a loss asks of the class `Value`. */
export function lossUses(
  name: LossName,
  uses: { operations: Set<OperationName>; reflected: Set<OperationName> },
): void {
  const loss = lossNamed(name);
  if (loss.together !== undefined) {
    const { together } = loss;
    withTape((tape) => {
      const numbers = [0, 1, 2].map((number) => value(number));
      together(numbers, numbers);
      const used = new Set(tape.op.subarray(0, tape.length));
      for (const operation of operationNames)
        if (used.has(operationNames.indexOf(operation) + 1)) uses.operations.add(operation);
    });
    return;
  }
  const { steps, result } = traced(['p', 't'], loss.of);
  for (const expression of [...steps.map((step) => step.expression), result]) collectUses(expression, isTarget, uses);
}

/** The loss of a sample: of all its outputs where these have one together, else of one of them. */
export function lossFunction(name: LossName, uses: Uses, turn: Turn): string[] {
  const loss = lossNamed(name);
  const { title, formula } = loss;
  const what = `${formula} of Values`;
  const [names, body] =
    loss.together === undefined
      ? ['p, t', bodyOf(traced(['p', 't'], loss.of), valueStyle(uses))]
      : ['outputs, targets', loss.python];
  return [`def loss_of(${names}):`, `    """The ${title}: ${formula}"""`, ...indented(turn(body, what))];
}
