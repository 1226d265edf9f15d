/** A rule as a tree: what the compiler writes and {@link UpdateProgram} works out. */
export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'minus'; readonly parts: readonly [Node] }
  | { readonly kind: 'infix'; readonly sign: Infix; readonly parts: readonly [Node, Node] }
  | { readonly kind: 'power'; readonly parts: readonly [Node, Node] }
  | { readonly kind: 'compare'; readonly sign: Comparison; readonly parts: readonly [Node, Node] }
  /** The second part where the first, a comparison, holds, else the third. */
  | { readonly kind: 'choice'; readonly parts: readonly [Node, Node, Node] }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Node[] };

export type Infix = '+' | '-' | '*' | '/';
export type Comparison = '<' | '>' | '<=' | '>=';

/** Names that get values, one after the other, and the value of the whole; undefined where a name is the last. */
export interface RuleText {
  readonly steps: readonly { readonly name: string; readonly value: Node }[];
  readonly result: Node | undefined;
}

const parsed = new Map<string, RuleText>();

/**
 * Reads a rule of the tables of operations and optimisers: `e=exp(-abs(a)); (a<0 ? e : 1)/(1+e)`. A comparison is 1 or
 * 0, and a name may be given to what is used twice.
 *
 * @throws SyntaxError for a rule that is none
 */
export function readRule(rule: string): RuleText {
  const known = parsed.get(rule) ?? parse(rule);
  parsed.set(rule, known);
  return known;
}

function parse(rule: string): RuleText {
  const tokens = rule.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?|\w+|[<>]=?|\S/g) ?? [];
  let at = 0;
  const take = (token: string): boolean => tokens[at] === token && ++at > 0;
  const need = (token: string): void => {
    if (!take(token)) throw new SyntaxError(`\`${token}\` is missing in the rule ${rule}`);
  };
  /** The next token, if it is one of these signs. */
  const sign = <T extends string>(signs: readonly T[]): T | undefined => signs.find(take);

  /** A sum, a comparison of two, or a choice by one. */
  const whole = (): Node => {
    const left = sum();
    const compare = sign<Comparison>(['<', '>', '<=', '>=']);
    if (compare === undefined) return left;
    const mask: Node = { kind: 'compare', sign: compare, parts: [left, sum()] };
    if (!take('?')) return mask;
    const then = whole();
    need(':');
    return { kind: 'choice', parts: [mask, then, whole()] };
  };
  const chain = (signs: readonly Infix[], next: () => Node): Node => {
    let left = next();
    for (let found = sign(signs); found !== undefined; found = sign(signs))
      left = { kind: 'infix', sign: found, parts: [left, next()] };
    return left;
  };
  const sum = (): Node => chain(['+', '-'], () => chain(['*', '/'], signed));
  const signed = (): Node => (take('-') ? { kind: 'minus', parts: [signed()] } : power());
  const power = (): Node => {
    const base = atom();
    return take('^') ? { kind: 'power', parts: [base, atom()] } : base;
  };
  const atom = (): Node => {
    const token = tokens[at++] ?? '';
    if (token === '(') {
      const inner = whole();
      need(')');
      return inner;
    }
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
    if (!/^\w/.test(token)) throw new SyntaxError(`\`${token}\` is no value in the rule ${rule}`);
    if (!take('(')) return { kind: 'name', name: token };
    const parts = [whole()];
    while (take(',')) parts.push(whole());
    need(')');
    return { kind: 'call', name: token, parts };
  };

  const steps: RuleText['steps'][number][] = [];
  while (tokens[at + 1] === '=') {
    const name = tokens[at] as string;
    at += 2;
    steps.push({ name, value: whole() });
    if (at < tokens.length) need(';');
  }
  const result = at < tokens.length ? whole() : undefined;
  if (at < tokens.length) throw new SyntaxError(`\`${tokens[at]}\` is one too many in the rule ${rule}`);
  return { steps, result };
}

/** All parts of a tree, itself included. */
export function* partsOf(node: Node): Generator<Node> {
  yield node;
  if ('parts' in node) for (const part of node.parts) yield* partsOf(part);
}
