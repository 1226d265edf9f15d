import { withFittingLabels } from '../../reply/choices.ts';
import { fileOf, type Reply, type ReplyNode } from '../../reply/document.ts';
import { toText } from '../../reply/text.ts';
import { cut } from '../cut.ts';
import { LABEL_ON_PHONE, MAX_ALT, MAX_FILE_BYTES, MAX_LABEL, MAX_ROW_BUTTONS, MAX_URL } from './limits.ts';
import { bullets, codeFence, markdown, plain, title } from './markdown.ts';

/** A button as Discord knows it: what stands on it, and the id that comes back with a click, or where it leads. */
type LabelledId = { readonly label: string } & (
  | { readonly id: string; readonly url?: undefined }
  | { readonly id?: undefined; readonly url: string }
);

/** One top-level component of a message. */
export type Part =
  | { readonly kind: 'text'; readonly content: string }
  | {
      readonly kind: 'picture';
      readonly file: ReturnType<typeof fileOf>;
      readonly alt: string;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'row'; readonly buttons: readonly LabelledId[] };

/** What a reply is shown with. */
export interface Extras {
  /** The bytes of pictures by name. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  /** Ids of buttons by their command lines. */
  readonly buttonIds: ReadonlyMap<string, string>;
  /** The id of the button that cancels the work, while it runs. */
  readonly cancelId?: string | undefined;
}

const BAR = 20;

/** The parts of a reply in their order, each within its own limits; together they may be too many. */
export function toParts(reply: Reply, extras: Extras): Part[] {
  const used = new Set<string>();
  const nodes = withFittingLabels(reply, { most: MAX_LABEL, onPhone: LABEL_ON_PHONE });
  const parts = nodes.flatMap((node) => partsOf(node, extras, used));
  if (extras.cancelId !== undefined) parts.push({ kind: 'row', buttons: [{ label: 'Cancel', id: extras.cancelId }] });
  return parts.filter((part) => part.kind !== 'text' || part.content.trim() !== '');
}

function partsOf(node: ReplyNode, { pictures, buttonIds }: Extras, used: Set<string>): Part[] {
  switch (node.kind) {
    case 'heading':
      return node.text.trim() === '' ? [] : [text(title(node.text))];
    case 'paragraph':
      return [text(markdown(node.spans))];
    case 'list':
      return [text(bullets(node.items))];
    case 'code':
      return node.text.trim() === '' ? [] : [text(codeFence(node.text))];
    case 'table':
      return [text(codeFence(toText({ nodes: [node] })))];
    case 'picture': {
      const bytes = pictures.get(node.name);
      const fits = bytes !== undefined && bytes.length <= MAX_FILE_BYTES;
      if (!fits) return [text(`(No picture this time. It would show: ${plain(node.alt)})`)];
      return [{ kind: 'picture', file: fileOf(node), alt: cut(node.alt, MAX_ALT), bytes }];
    }
    case 'file':
      return [{ kind: 'file', name: node.name, text: node.text }];
    case 'buttons': {
      const buttons: LabelledId[] = [];
      for (const { label, command } of node.buttons) {
        const id = buttonIds.get(command);
        // A second button for the same line would be refused, and lead to the same place.
        if (id === undefined || used.has(id)) continue;
        used.add(id);
        buttons.push({ label: cut(label.trim() || command, MAX_LABEL), id });
      }
      return rows(buttons);
    }
    case 'links':
      return rows(
        node.links
          .filter(({ url }) => url.length <= MAX_URL)
          .map(({ label, url }) => ({ label: cut(label, MAX_LABEL), url })),
      );
    case 'progress': {
      const filled = Math.round((BAR * node.done) / node.total);
      const bar = '▰'.repeat(filled) + '▱'.repeat(BAR - filled);
      return [text(`${bar} step ${node.done} of ${node.total}, ${plain(node.note)}`)];
    }
  }
}

const text = (content: string): Part => ({ kind: 'text', content });

function rows(buttons: readonly LabelledId[]): Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < buttons.length; i += MAX_ROW_BUTTONS)
    parts.push({ kind: 'row', buttons: buttons.slice(i, i + MAX_ROW_BUTTONS) });
  return parts;
}
