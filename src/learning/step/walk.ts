import { backwardLines } from '../../derivation/steps.ts';
import type { GraphNode } from '../../expression/index.ts';
import { graphPicture } from '../../figures/graph/picture.ts';
import { anotherLike } from './another.ts';
import { gradientPlaces } from './gradient.ts';
import type { Walk } from './place.ts';
import { readStepped, type StepRequest } from './read.ts';

/** @throws UserError for what cannot be read, and where there is nothing to step through or too much */
export function walkThrough(request: StepRequest): Walk {
  const stepped = readStepped(request);
  const { graph, formula, reading, steps, notes } = stepped;
  const targets = [...new Set(steps.map(({ target }) => target))].map((id) => graph.byId.get(id) as GraphNode);
  return {
    title: 'Backward pass',
    plain: [reading.plain, request.wrt?.join(',') ?? ''].join('|'),
    notes,
    places: gradientPlaces(stepped),
    derivation: backwardLines(graph, targets),
    result: graphPicture(formula, graph),
    another: anotherLike(reading),
  };
}
