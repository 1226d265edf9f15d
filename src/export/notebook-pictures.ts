import { classesOf, subjectOf } from '../training/index.ts';
import type { ExportedRun } from './run.ts';

/** A cell of a notebook, by its text. */
export interface Cell {
  readonly kind: 'markdown' | 'code';
  readonly text: string;
}

const cell = (lines: readonly string[]): Cell => ({ kind: 'code', text: lines.join('\n') });

/** The curves of every run: the loss, and the tracked parameter with its gradient. */
const curves = ({ settings }: ExportedRun): Cell =>
  cell([
    'import matplotlib.pyplot as plt',
    '',
    'figure, (top, middle, bottom) = plt.subplots(3, sharex=True, figsize=(7, 7))',
    'top.semilogy(losses)',
    'top.set(ylabel="loss", title="Loss by iteration")',
    'middle.plot(weights)',
    `middle.set(ylabel="${settings.track}")`,
    'bottom.plot(gradients)',
    'bottom.set(xlabel="iteration", ylabel="its gradient")',
    'plt.show()',
  ]);

/** Of two inputs and two classes: where the output changes sides. */
function boundary(run: ExportedRun): Cell {
  const threshold = classesOf(run.settings)?.threshold ?? 0;
  return cell([
    'def span(values):',
    '    """30 places over all values, and a little beyond."""',
    '    low, high = min(values), max(values)',
    '    return [low + (high - low) * (1.2 * i / 29 - 0.1) for i in range(30)]',
    '',
    '',
    'across, up = span([x[0] for x in xs]), span([x[1] for x in xs])',
    'outputs = [[model([x, y])[0].data for x in across] for y in up]',
    'plt.contourf(across, up, outputs, levels=20, cmap="RdBu")',
    `plt.contour(across, up, outputs, levels=[${threshold}], colors="black")`,
    `colors = ["navy" if y > ${threshold} else "darkred" for y in ys]`,
    'plt.scatter([x[0] for x in xs], [x[1] for x in xs], c=colors, edgecolors="white")',
    'plt.title("Decision boundary")',
    'plt.show()',
  ]);
}

/** Of one input: the curve through the samples. */
const curve = (): Cell =>
  cell([
    'low, high = min(x[0] for x in xs), max(x[0] for x in xs)',
    'places = [low + (high - low) * i / 99 for i in range(100)]',
    'plt.plot(places, [model([x])[0].data for x in places])',
    'plt.scatter([x[0] for x in xs], ys)',
    'plt.title("What the network makes of its input")',
    'plt.show()',
  ]);

/** The cells with the pictures of a run; a network that overflowed has no boundary and no curve. */
export function pictureCells(run: ExportedRun): Cell[] {
  const subject = subjectOf(run.settings);
  if (run.record.failure !== undefined) return [curves(run)];
  if (subject === 'boundary') return [curves(run), boundary(run)];
  return subject === 'curve' ? [curves(run), curve()] : [curves(run)];
}
