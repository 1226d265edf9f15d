import { type Formula, nameNode, substitute } from '../expression/index.ts';

/** What the bundled fonts have letters of. */
const DRAWN =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}]*$/u;

/** Names that stand in a picture for those that no bundled font has the letters of: `n1` for `数`. */
export function standInsFor({ output, leaves, definitions }: Formula): ReadonlyMap<string, string> {
  const all = [...new Set([...leaves, ...definitions.keys(), output])];
  const found = new Map<string, string>();
  let next = 1;
  for (const name of all) {
    if (DRAWN.test(name)) continue;
    while (all.includes(`n${next}`)) next++;
    found.set(name, `n${next++}`);
  }
  return found;
}

/** The same formula with other names. */
export function renamed({ output, leaves, definitions, values }: Formula, names: ReadonlyMap<string, string>): Formula {
  const of = (name: string): string => names.get(name) ?? name;
  const keyed = <T>(entries: Iterable<[string, T]>): Map<string, T> =>
    new Map([...entries].map(([name, value]) => [of(name), value]));
  const expressions = [...definitions].map(([name, expression]): [string, typeof expression] => [
    name,
    substitute(expression, (inner) => (names.has(inner) ? nameNode(of(inner)) : undefined)),
  ]);
  return { output: of(output), leaves: leaves.map(of), definitions: keyed(expressions), values: keyed(values) };
}
