import { violation } from './schema.ts';

/** A block, as it arrives. */
export type Json = { readonly [key: string]: unknown };

/** A file that somebody has uploaded. */
export interface FakeFile {
  readonly id: string;
  readonly name: string;
  readonly alt: string;
  readonly length: number;
  bytes: Buffer | undefined;
  complete: boolean;
  /** How often it must still be looked at until it is ready. */
  looksLeft: number;
  readonly sharedIn: string[];
}

const TYPES = new Set(['section', 'header', 'image', 'actions', 'divider', 'context', 'input']);
const ALLOWED: Record<string, readonly string[]> = {
  section: ['type', 'text', 'fields', 'block_id', 'expand', 'accessory'],
  header: ['type', 'text', 'block_id'],
  image: ['type', 'alt_text', 'slack_file', 'image_url', 'title', 'block_id'],
  actions: ['type', 'elements', 'block_id'],
  divider: ['type', 'block_id'],
  context: ['type', 'elements', 'block_id'],
  input: ['type', 'label', 'hint', 'optional', 'element', 'block_id', 'dispatch_action'],
};

/** Slack's own limits, written down once more: what is refused here, the real one refuses. */
export function refusal(blocks: readonly Json[], files: ReadonlyMap<string, FakeFile>): string | undefined {
  if (blocks.length > 50) return 'invalid_blocks: no more than 50 items allowed';
  if (JSON.stringify(blocks).length > 13_200) return 'msg_blocks_too_long';
  const ids = new Set<unknown>();
  for (const block of blocks) {
    const wrong = blockRefusal(block, files);
    if (wrong !== undefined) return `invalid_blocks: ${wrong}`;
    for (const { action_id: id } of (block['elements'] as Json[] | undefined) ?? []) {
      if (ids.has(id)) return `invalid_blocks: action_id ${id} already exists`;
      ids.add(id);
    }
  }
  return undefined;
}

function blockRefusal(block: Json, files: ReadonlyMap<string, FakeFile>): string | undefined {
  const type = String(block['type']);
  if (!TYPES.has(type)) return `unsupported type ${type}`;
  const unknown = Object.keys(block).find((key) => !ALLOWED[type]?.includes(key));
  if (unknown !== undefined) return `unknown field ${unknown} in ${type}`;
  switch (type) {
    case 'section':
      return textRefusal(block['text'], 3000);
    case 'header':
      return textRefusal(block['text'], 150, 'plain_text');
    case 'image':
      return imageRefusal(block, files);
    case 'actions': {
      const elements = block['elements'] as Json[];
      if (elements.length === 0 || elements.length > 25) return `${elements.length} elements`;
      return elements.map(buttonRefusal).find((wrong) => wrong !== undefined);
    }
    default:
      return undefined;
  }
}

function textRefusal(text: unknown, limit: number, type?: string): string | undefined {
  const { type: is, text: content } = (text ?? {}) as { type?: string; text?: string };
  if (is !== 'mrkdwn' && is !== 'plain_text') return 'no text';
  if (type !== undefined && is !== type) return `must be ${type}`;
  if (typeof content !== 'string' || content === '') return 'must be more than 0 characters';
  return content.length > limit ? `must be less than ${limit + 1} characters` : undefined;
}

function imageRefusal(block: Json, files: ReadonlyMap<string, FakeFile>): string | undefined {
  const alt = block['alt_text'];
  if (typeof alt !== 'string' || alt === '' || alt.length > 2000) return 'alt_text';
  const id = (block['slack_file'] as Json | undefined)?.['id'];
  if ((id === undefined) === (block['image_url'] === undefined)) return 'one of slack_file and image_url';
  if (id === undefined) return undefined;
  const file = files.get(String(id));
  return file?.complete && file.looksLeft <= 0 ? undefined : 'invalid slack file';
}

function buttonRefusal({ type, text, action_id, value }: Json): string | undefined {
  if (type !== 'button') return `no ${type} here`;
  if (typeof action_id !== 'string' || action_id.length > 255) return 'action_id';
  if (typeof value === 'string' && value.length > 2000) return 'value';
  return textRefusal(text, 75, 'plain_text');
}

/** What Slack has against a home tab; undefined for nothing. */
export function homeRefusal(view: Json, files: ReadonlyMap<string, FakeFile>): string | undefined {
  const { type, blocks, private_metadata = '' } = view as { type: string; blocks: Json[]; private_metadata?: string };
  if (type !== 'home' || private_metadata.length > 3000) return 'view';
  return violation('HomeView', view) ?? (blocks.length > 100 ? 'no more than 100 items' : refusal(blocks, files));
}

/** What Slack has against a form; undefined for nothing. */
export function viewRefusal(view: Json): string | undefined {
  if (String((view['title'] as Json)['text']).length > 24) return 'title';
  if (String(view['private_metadata'] ?? '').length > 3000) return 'private_metadata';
  if (String(view['callback_id'] ?? '').length > 255) return 'callback_id';
  const blocks = view['blocks'] as Json[];
  if (blocks.length > 100) return 'no more than 100 items';
  if (blocks.some(({ type }) => type === 'input') && view['submit'] === undefined) return 'submit';
  if (view['type'] !== 'modal' || String((view['submit'] as Json | undefined)?.['text'] ?? '').length > 24)
    return 'view';
  const wrong = blocks.map(inputRefusal).find((problem) => problem !== undefined);
  if (wrong !== undefined) return wrong;
  const ids = blocks.map((block) => block['block_id']);
  return new Set(ids).size < ids.length ? 'block_id' : undefined;
}

/** What Slack has against a block of a form. */
function inputRefusal({ type, label, element }: Json): string | undefined {
  if (type !== 'input') return undefined;
  const { type: kind, action_id, max_length = 3000 } = (element ?? {}) as Json;
  if (typeof action_id !== 'string' || action_id === '' || action_id.length > 255) return 'action_id';
  if (kind === 'plain_text_input' && !(Number(max_length) >= 1 && Number(max_length) <= 3000)) return 'max_length';
  return textRefusal(label, 2000, 'plain_text');
}
