import { kinksOf } from '../derivation/domain.ts';
import { Probe, safeStep } from '../derivation/probe.ts';
import { formatNumber, type Graph, type GraphNode } from '../expression/index.ts';
import { code, say } from '../reply/build.ts';
import type { Span } from '../reply/document.ts';

/** How far an input is moved; where the result bends away, by powers of ten less. */
const NUDGE = 0.01;
/** A promise of a change holds when the change is off by no more than this part of it. */
const ABOUT = 0.25;
/** A slope to one side is one that stays the same to this part of it for a step ten times as short. */
const STEADY = 0.01;

/** From here on two digits stand better without all the zeros. */
const LARGE = 1e6;

/** About how much, in two digits. */
const roughly = (value: number): string => {
  const rounded = Number(value.toPrecision(2));
  return Math.abs(rounded) < LARGE ? formatNumber(rounded) : rounded.toExponential().replace('e+', 'e');
};

/**
 * "Raise `a` by 0.01 and `L` falls by about 0.03.", tried out; undefined where rounding, a jump or the end of the numbers
 * leaves nothing to promise.
 */
export function nudgeSentence(graph: Graph, target: GraphNode): Span[] | undefined {
  const atKink = kinksOf(graph).length > 0;
  const probe = new Probe(graph, target.id);
  const sentence = sentenceOf(graph, target, probe, atKink);
  probe.restore();
  return sentence;
}

function sentenceOf(graph: Graph, target: GraphNode, probe: Probe, atKink: boolean): Span[] | undefined {
  const gradient = graph.tape.grad[target.id] as number;
  const safe = safeStep(probe);
  const obstacle = 'obstacle' in safe ? safe.obstacle : undefined;
  if (obstacle === 'kink') return atKink ? oneSided(graph, target, probe) : undefined;
  if (obstacle === 'jump' || obstacle === 'pole') return undefined;
  if (gradient === 0) return flat(graph, target, probe, 'step' in safe ? safe.step : 0);
  for (let nudge = NUDGE; nudge >= probe.shortest; nudge /= 10) {
    const { change, rounded } = probe.change(nudge);
    const promised = gradient * nudge;
    if (Math.abs(promised) <= rounded) return undefined;
    if (Math.abs(change - promised) <= ABOUT * Math.abs(promised)) return raised(graph, target, nudge, promised);
  }
  return undefined;
}

function raised(graph: Graph, target: GraphNode, nudge: number, change: number, more: readonly Span[] = []): Span[] {
  const [from, to] = [code(target.name), code(graph.output.name)];
  const moves = change > 0 ? 'rises' : 'falls';
  return say`Raise ${from} by ${formatNumber(nudge)} and ${to} ${moves} by about ${roughly(Math.abs(change))}${more}.`;
}

/** Where the gradient is 0: does the result stay, or is it flat only for small moves? */
function flat(graph: Graph, target: GraphNode, probe: Probe, safe: number): Span[] {
  const [from, to] = [code(target.name), code(graph.output.name)];
  const stays = (nudge: number): boolean =>
    [nudge, -nudge].every((step) => {
      const { change, rounded } = probe.change(step);
      return Number.isFinite(rounded) && Math.abs(change) <= rounded;
    });
  if (stays(NUDGE)) return say`Move ${from} a little and ${to} stays where it is: the gradient is 0.`;
  if (safe > 0 && safe < NUDGE && stays(safe)) {
    const most = 10 ** Math.floor(Math.log10(safe));
    return say`Move ${from} by less than ${formatNumber(most)} and ${to} stays where it is: the gradient is 0.`;
  }
  return say`The gradient is 0: ${to} is flat in ${from} to first order. Halve a small move of ${from}, and the change of ${to} becomes less than half.`;
}

/** On a kink: the slope to the side of larger values, which is another than the gradient. */
function oneSided(graph: Graph, target: GraphNode, probe: Probe): Span[] | undefined {
  const side = (slope: number): Span[] => say`: to this side of the kink the slope is ${roughly(slope)}`;
  for (let nudge = NUDGE; nudge >= probe.shortest; nudge /= 10) {
    const [near, nearer] = [probe.change(nudge), probe.change(nudge / 10)];
    if (near.change === 0 && nearer.change === 0) {
      return say`Raise ${code(target.name)} by ${formatNumber(nudge)} and ${code(graph.output.name)} stays where it is${side(0)}.`;
    }
    if (Math.abs(near.change) <= near.rounded) return undefined;
    const [slope, finer] = [near.change / nudge, (10 * nearer.change) / nudge];
    if (!(Math.abs(slope - finer) <= STEADY * Math.abs(finer))) continue;
    return raised(graph, target, nudge, near.change, side(finer));
  }
  return undefined;
}
