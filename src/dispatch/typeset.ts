import { LRUCache } from 'lru-cache';
import type { ReplyNode } from '../reply/document.ts';
import { equationsIn, formulasIn, type Typeset } from '../reply/typeset.ts';
import type { Workers } from '../workers/pool.ts';

/** Formulas in running text that are kept typeset: a question is shown over and over. */
const KEPT = 2000;
/** More formulas than any reply has that a person reads; those behind them are shown as code. */
const MOST = 200;

/** Typesets what can be typeset of nodes; what cannot is left out. */
export type Typesetter = (nodes: readonly ReplyNode[]) => Promise<Typeset>;

export function createTypesetter(
  { typeset, typesetInText }: Pick<Workers, 'typeset' | 'typesetInText'>,
  onError: (error: unknown) => void,
): Typesetter {
  /** An empty text for what cannot be typeset. */
  const known = new LRUCache<string, string>({ max: KEPT });
  const equationsOf = async (node: ReplyNode) => {
    const equations = equationsIn(node);
    try {
      return equations && ([node, await typeset(equations)] as const);
    } catch (error) {
      onError(error);
      return undefined;
    }
  };
  const formulasOf = async (nodes: readonly ReplyNode[]): Promise<Map<string, string>> => {
    const wanted = formulasIn(nodes).slice(0, MOST);
    const fresh = wanted.filter((latex) => !known.has(latex));
    const made = new Map<string, string>();
    try {
      const svgs = fresh.length === 0 ? [] : await typesetInText(fresh);
      for (const [i, latex] of fresh.entries()) {
        made.set(latex, svgs[i] ?? '');
        known.set(latex, svgs[i] ?? '');
      }
    } catch (error) {
      onError(error);
    }
    const found = wanted.map((latex) => [latex, made.get(latex) ?? known.get(latex) ?? ''] as const);
    return new Map(found.filter(([, svg]) => svg !== ''));
  };
  return async (nodes) => {
    const [equations, formulas] = await Promise.all([Promise.all(nodes.map(equationsOf)), formulasOf(nodes)]);
    return { equations: new Map(equations.filter((entry) => entry !== undefined)), formulas };
  };
}
