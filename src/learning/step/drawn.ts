import { Tape } from '../../engine/index.ts';
import { buildGraph, type GraphNode } from '../../expression/index.ts';
import { renamed, standInsFor } from '../../figures/stand-ins.ts';
import { standInSentence } from '../../tutor/gradient-reply.ts';
import type { Place, Walk } from './place.ts';
import type { Stepped } from './read.ts';

/** The way with other names in its pictures for those whose letters no font has; what is read aloud keeps the names. */
export function withStandIns(walk: Walk, stepped: Stepped, placesOf: (stepped: Stepped) => readonly Place[]): Walk {
  const { formula, graph } = stepped;
  const names = standInsFor(formula);
  if (names.size === 0) return walk;
  const numberOf = (name: string): number => graph.tape.data[(graph.byName.get(name) as GraphNode).id] as number;
  const values = new Map(formula.leaves.map((name) => [names.get(name) ?? name, numberOf(name)]));
  const other = renamed(formula, names);
  const tape = new Tape();
  const built = buildGraph(other, values, tape);
  tape.backward(built.output.id);
  const drawn = placesOf({ ...stepped, formula: other, graph: built });
  const places = walk.places.map(
    (place, i): Place => ({
      ...place,
      picture(known, wrong) {
        const [own, shown] = [place.picture(known, wrong), drawn[i]?.picture(known, wrong)];
        return own && shown && { ...shown, alt: own.alt };
      },
    }),
  );
  return { ...walk, places, result: undefined, notes: [...walk.notes, standInSentence(names)] };
}
