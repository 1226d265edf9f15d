import { gradientErrors } from '../derivation/rounding.ts';
import { type Compared, gradientScript } from '../export/index.ts';
import type { Formula, Graph, GraphNode } from '../expression/index.ts';
import { code, codeBlock, paragraph, say } from '../reply/build.ts';
import type { ReplyNode } from '../reply/document.ts';

const FILE = 'grad.py';
/** A difference that is looked for, as a share. */
const SAME = 1e-9;
/** Python's functions round a little otherwise than ours. */
const ROUNDINGS = 8;

/** A derivation with numbers. */
interface Derived {
  readonly formula: Formula;
  readonly graph: Graph;
  readonly targets: readonly GraphNode[];
}

/** Is there a number for every gradient on the way? Python raises an error where there is none. */
const runsInPython = ({ nodes, tape }: Graph): boolean =>
  nodes.every(
    ({ kind, id }) => Number.isFinite(tape.data[id]) && (kind === 'constant' || Number.isFinite(tape.grad[id])),
  );

/**
 * A derivation as a script in Python: the part about the formula to read, and all of it as a file.
 *
 * @param stop what there is to say of places without a number, and of kinks
 */
export function pythonNodes(
  { formula, graph, targets }: Derived,
  line: string,
  stop: readonly ReplyNode[],
): ReplyNode[] {
  if (!runsInPython(graph)) return [...stop, paragraph(say`Python stops there as well, so there is no script.`)];
  const { tape, output } = graph;
  const { errors } = gradientErrors(graph);
  const compared = (name: string, value: number, error: number): Compared => ({
    name,
    value,
    tolerance: ROUNDINGS * error > SAME * Math.abs(value) ? Math.max(ROUNDINGS * error, Number.MIN_VALUE) : undefined,
  });
  const values = new Map(
    formula.leaves.map((name) => [name, tape.data[graph.byName.get(name)?.id as number] as number]),
  );
  const script = gradientScript({
    formula,
    values,
    output: compared(formula.output, tape.data[output.id] as number, 0),
    gradients: targets.map(({ id, name }) => compared(name, tape.grad[id] as number, errors[id] as number)),
    depth: depthOf(graph),
    line,
  });
  return [
    codeBlock(script.formula),
    paragraph(
      say`This is what ${code(FILE)} does with the formula. The file also has the article's class ${code('Value')} with its operations, and a check that the gradients are the same as here. Run it with ${code(`python3 ${FILE}`)}. It needs Python 3 and nothing else.`,
    ),
    { kind: 'file', name: FILE, text: script.text },
    ...stop,
  ];
}

/** How many operations stand on one another. */
function depthOf({ tape, nodes }: Graph): number {
  const depths = new Map<number, number>();
  for (const { id } of nodes) {
    const below = tape.operandsOf(id).map((operand) => depths.get(operand) ?? 0);
    depths.set(id, 1 + Math.max(0, ...below));
  }
  return Math.max(...depths.values());
}
