import { paragraph } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { type Child, isParent, nameOf, type Parent } from './html-elements.ts';
import { merged, plain } from './spans.ts';

export const rowsOf = (node: Parent, depth = 0): Parent[] =>
  (node.children as Child[]).flatMap((child) => {
    if (!isParent(child) || depth > 2) return [];
    return nameOf(child) === 'tr'
      ? [child]
      : /^t(?:head|body|foot)$/.test(nameOf(child))
        ? rowsOf(child, depth + 1)
        : [];
  });

export const cellText = (nodes: readonly ReplyNode[]): string =>
  nodes
    .flatMap((node) =>
      node.kind === 'paragraph'
        ? node.spans
        : node.kind === 'list'
          ? node.items.flat()
          : node.kind === 'heading'
            ? [plain(node.text)]
            : [],
    )
    .map(({ text }) => text)
    .join('')
    .trim();

/** The items of a list in a list stand behind a dash. */
export function itemsOf(nodes: readonly ReplyNode[], mark: string): Span[][] {
  const own = nodes.flatMap((node, i) =>
    node.kind === 'paragraph'
      ? [...(i > 0 ? [plain(' ')] : []), ...node.spans]
      : node.kind === 'heading'
        ? [plain(node.text)]
        : [],
  );
  const inner = nodes.flatMap((node) =>
    node.kind === 'list' ? node.items.map((item) => merged([plain('– '), ...item])) : [],
  );
  return [...(own.length > 0 ? [merged([plain(mark), ...own])] : []), ...inner];
}

export const marked = (nodes: readonly ReplyNode[], mark: string): ReplyNode[] => {
  const [first, ...rest] = nodes;
  if (first?.kind !== 'paragraph') return [...nodes];
  return [paragraph(merged([plain(mark), ...first.spans])), ...rest];
};
