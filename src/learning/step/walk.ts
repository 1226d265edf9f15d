import { backwardLines, forwardLines } from '../../derivation/steps.ts';
import { UserError } from '../../errors.ts';
import { formatNumber, type GraphNode } from '../../expression/index.ts';
import { graphPicture } from '../../figures/graph/picture.ts';
import { anotherLike } from './another.ts';
import { withStandIns } from './drawn.ts';
import { valuePlaces } from './forward.ts';
import { gradientPlaces } from './gradient.ts';
import type { Place, Walk } from './place.ts';
import { readStepped, type Stepped, type StepRequest } from './read.ts';
import { slopePlaces } from './symbolic.ts';

/** @throws UserError for what cannot be read, and where there is nothing to step through or too much */
export function walkThrough(request: StepRequest): Walk {
  const stepped = readStepped(request);
  const { graph, formula, reading, steps, notes } = stepped;
  const targets = [...new Set(steps.map(({ target }) => target))].map((id) => graph.byId.get(id) as GraphNode);
  const forward = request.from === 'forward';
  const { values } = formula;
  const slopes = values.size === 0 && !forward ? slopePlaces(stepped) : undefined;
  const chosen = formula.leaves.map(
    (name) => `${name}=${formatNumber(graph.tape.data[graph.byName.get(name)?.id ?? -1] as number)}`,
  );
  const plain = [reading.plain, request.wrt?.join(',') ?? '', request.from ?? ''].join('|');
  if (slopes !== undefined) {
    const inFormulas: Walk = {
      title: 'Backward pass in formulas',
      plain,
      notes: stepped.notes.slice(0, reading.readAs === undefined ? 0 : 1),
      places: slopes,
      derivation: slopes.map((place) => place.ask().equation),
      result: undefined,
      another: undefined,
      asQuiz: asQuiz(request, stepped),
      withNumbers: chosen.join(' '),
    };
    return withStandIns(inFormulas, stepped, (other) => slopePlaces(other) ?? []);
  }
  const placesOf = (of: Stepped): Place[] => [...(forward ? valuePlaces(of) : []), ...gradientPlaces(of)];
  const walk: Walk = {
    title: forward ? 'Forward and backward' : 'Backward pass',
    plain,
    notes,
    places: placesOf(stepped),
    derivation: [...(forward ? forwardLines(graph) : []), ...backwardLines(graph, targets)],
    result: graphPicture(formula, graph),
    another: anotherLike(reading),
    asQuiz: asQuiz(request, stepped),
    withNumbers: undefined,
  };
  return withStandIns(walk, stepped, placesOf);
}

/** The text that a quiz reads as the same steps; undefined where it would read others. */
function asQuiz({ wrt = [], from = 'backward' }: StepRequest, { reading, steps }: Stepped): string | undefined {
  const by = wrt.length > 0 ? wrt : reading.by;
  const text = by.length === 0 ? reading.plain : `derivative of ${reading.plain} with respect to ${by.join(' and ')}`;
  try {
    const again = readStepped({ formula: text });
    const same = again.reading.plain === reading.plain && again.steps.length === steps.length;
    return same && from === 'backward' ? text : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
