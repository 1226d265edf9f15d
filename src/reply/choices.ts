import type { Reply, ReplyNode } from './document.ts';

/** How many characters of a button are shown. */
interface ButtonRoom {
  /** A longer label gives way to its short form. */
  readonly most: number;
  /** A list of the same texts is left out where no label is longer: on a phone the platform cuts longer ones. */
  readonly onPhone: number;
  /** The length of a label as the platform counts it; that of its text if left out. */
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
    node.kind === 'buttons' ? node.buttons.filter(({ short }) => short !== undefined) : [],
  );
  const shown = options.length > 0 && options.every(({ label }) => length(label) <= Math.min(most, onPhone));
  return nodes.map((node): ReplyNode => {
    if (node.kind === 'list') return node.onButtons && shown ? { kind: 'paragraph', spans: [] } : node;
    if (node.kind !== 'buttons') return node;
    const buttons = node.buttons.map(({ short, ...button }) =>
      short !== undefined && length(button.label) > most ? { ...button, label: short } : button,
    );
    return { ...node, buttons };
  });
}
