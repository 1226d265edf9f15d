import type { Reply, ReplyNode } from './document.ts';

/** How many characters of a button are shown. */
interface ButtonRoom {
  /** One with more keeps its label. */
  readonly most: number;
  /** A list of the same texts is left out where no button has more: on a phone the platform cuts longer ones. */
  readonly onPhone: number;
  /** The length of a text as the platform counts it; that of the text itself if left out. */
  readonly length?: (label: string) => number;
}

/**
 * The nodes of a reply with labels that fit on buttons. The list of options is left out where the buttons show all of
 * it; an empty paragraph keeps its place.
 */
export function withFittingLabels(
  { nodes }: Reply,
  { most, onPhone, length = (label) => label.length }: ButtonRoom,
): readonly ReplyNode[] {
  const options = nodes.flatMap((node) =>
    node.kind === 'buttons' ? node.buttons.flatMap(({ whole }) => whole ?? []) : [],
  );
  const shown = options.length > 0 && options.every((whole) => length(whole) <= Math.min(most, onPhone));
  return nodes.map((node): ReplyNode => {
    if (node.kind === 'list') return node.onButtons && shown ? { kind: 'paragraph', spans: [] } : node;
    if (node.kind !== 'buttons') return node;
    const buttons = node.buttons.map(({ whole, spans, ...button }) =>
      whole !== undefined && length(whole) <= most
        ? { ...button, label: whole, ...(spans !== undefined && { spans }) }
        : button,
    );
    return { ...node, buttons };
  });
}
