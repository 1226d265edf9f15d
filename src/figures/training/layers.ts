import { shortNumber } from '../../pictures/text.ts';
import { COLOURS } from '../../pictures/theme.ts';
import { counted } from '../../text.ts';
import { probe, type Snapshot, type TrainingRecord, type TrainingSettings } from '../../training/index.ts';
import type { Figure } from '../figure.ts';
import { type Curve, curvesFigure } from './curves.ts';

const MAX_ALT = 1000;
/** Gradients a layer shrinks, or grows, by this at the least are told as that. */
const CHANGES = 1.5;
const LOOKS = [
  { colour: COLOURS.blue, dash: [], mark: 'circle' },
  { colour: COLOURS.orange, dash: [8, 5], mark: 'rectRot' },
  { colour: COLOURS.green, dash: [3, 4], mark: 'triangle' },
  { colour: COLOURS.pink, dash: [14, 4, 3, 4], mark: 'rect' },
  { colour: COLOURS.title, dash: [16, 6], mark: 'circle' },
  { colour: COLOURS.text, dash: [2, 6], mark: 'rectRot' },
] as const;

/** The size of the gradients of each layer, by iteration, at the moments that were kept of a run. */
export function layersFigure(settings: TrainingSettings, { snapshots }: TrainingRecord): Figure {
  const kept = snapshots.map((snapshot) => ({ at: snapshot.iteration, layers: layersOf(settings, snapshot) }));
  const curves = settings.layers.map((_, layer): Curve => {
    const points = kept.flatMap(({ at, layers }) => {
      const size = layers[layer]?.gradient ?? 0;
      return Number.isFinite(size) ? [{ x: at, y: Number(size.toPrecision(5)) }] : [];
    });
    return { name: nameOf(layer, settings), points, ...(LOOKS[layer % LOOKS.length] as (typeof LOOKS)[number]) };
  });
  const title = titleOf(curves, settings);
  const sizes = curves.map(({ name, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    return `${name}: ${first ? shortNumber(first.y) : 'none'} at the start, ${last ? shortNumber(last.y) : 'none'} at the end`;
  });
  return curvesFigure(curves, {
    title,
    subtitle: 'A typical gradient of each layer (root mean square)',
    alt: `${title}. Line chart of the typical size of a gradient in each layer by iteration. ${sizes.join('; ')}.`.slice(
      0,
      MAX_ALT,
    ),
    counted: 'iteration',
    yAxis: 'gradient',
  });
}

const layersOf = (settings: TrainingSettings, { parameters }: Snapshot) => probe(settings, parameters);

const nameOf = (layer: number, { layers }: TrainingSettings): string =>
  `layer ${layer + 1}${layers.length > 1 && layer === layers.length - 1 ? ', last' : ''}`;

/** By how much the gradients shrink on their way back, at the start. */
function titleOf(curves: readonly Curve[], { layers }: TrainingSettings): string {
  const [first, last] = [curves[0]?.points[0]?.y ?? 0, curves.at(-1)?.points[0]?.y ?? 0];
  if (layers.length < 2 || first <= 0 || last <= 0) return `The gradients of ${counted(layers.length, 'layer')}`;
  const factor = (last / first) ** (1 / (layers.length - 1));
  const by = (times: number): string => shortNumber(Number(times.toPrecision(2)));
  if (factor > CHANGES) return `On the way back the gradient shrinks ${by(factor)}-fold a layer`;
  if (factor < 1 / CHANGES) return `On the way back the gradient grows ${by(1 / factor)}-fold a layer`;
  return 'The gradients of all layers are of about the same size';
}
