import { type Json, strangers } from './refusal.ts';

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Seen {
  components: number;
  text: number;
  readonly ids: string[];
  readonly shown: string[];
}

const V2 = 1 << 15;
const EPHEMERAL = 64;
const MESSAGE_KEYS = ['flags', 'components', 'attachments', 'allowed_mentions', 'content', 'embeds', 'poll'];

/** What is wrong with a message in Components V2, uploads included. */
export function messageProblems(body: Json, uploads: ReadonlyMap<string, Upload>): string[] {
  const problems = strangers(body, MESSAGE_KEYS, 'message');
  const flags = Number(body['flags'] ?? 0);
  if ((flags & V2) === 0) problems.push('flags: not Components V2');
  if ((flags & ~(V2 | EPHEMERAL)) !== 0) problems.push(`flags: ${flags}`);
  for (const key of ['content', 'embeds', 'poll']) if (key in body) problems.push(`${key} in Components V2`);
  if (JSON.stringify(body['allowed_mentions']) !== '{"parse":[]}') problems.push('allowed_mentions is not closed');
  const seen: Seen = { components: 0, text: 0, ids: [], shown: [] };
  const components = list(body['components']);
  if (components.length === 0) problems.push('components: none');
  for (const component of components) problems.push(...componentProblems(component, seen));
  if (seen.components > 40) problems.push(`${seen.components} components`);
  if (seen.text > 4000) problems.push(`${seen.text} characters of text`);
  if (new Set(seen.ids).size < seen.ids.length) problems.push('custom_id is not unique');
  return [...problems, ...attachmentProblems(list(body['attachments']), uploads, seen.shown)];
}

function attachmentProblems(attachments: Json[], uploads: ReadonlyMap<string, Upload>, shown: string[]): string[] {
  const problems = attachments.length > 10 ? [`${attachments.length} attachments`] : [];
  const names: string[] = [];
  for (const attachment of attachments) {
    problems.push(...strangers(attachment, ['id', 'filename', 'description'], 'attachment'));
    const upload = uploads.get(`files[${String(attachment['id'])}]`);
    if (upload === undefined) problems.push(`attachment ${String(attachment['id'])} has no file`);
    else names.push(upload.name);
    if (String(attachment['description'] ?? '').length > 1024) problems.push('attachment description too long');
  }
  if (uploads.size !== attachments.length) problems.push('a file without an attachment');
  for (const { name, bytes } of uploads.values())
    if (bytes.length === 0 || bytes.length > 10 * 1024 * 1024) problems.push(`${name}: ${bytes.length} bytes`);
  for (const name of names) if (!shown.includes(name)) problems.push(`${name} is shown by no component`);
  for (const name of shown) if (!names.includes(name)) problems.push(`${name} is not attached`);
  return problems;
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

const within = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'string' && value.length >= least && value.length <= most;

function componentProblems(component: Json, seen: Seen): string[] {
  seen.components++;
  switch (component['type']) {
    case 1: {
      const buttons = list(component['components']);
      const count = buttons.length < 1 || buttons.length > 5 ? [`${buttons.length} buttons in a row`] : [];
      return [...strangers(component, ['type', 'components'], 'row'), ...count, ...buttons.flatMap(button(seen))];
    }
    case 10: {
      const { content } = component;
      seen.text += String(content).length;
      const empty = !within(content, 1, 4000) || String(content).trim() === '';
      return [...strangers(component, ['type', 'content'], 'text'), ...(empty ? ['text of no length'] : [])];
    }
    case 12: {
      const items = list(component['items']);
      const count = items.length < 1 || items.length > 10 ? [`${items.length} items in a gallery`] : [];
      return [...strangers(component, ['type', 'items'], 'gallery'), ...count, ...items.flatMap(galleryItem(seen))];
    }
    case 13:
      return [...strangers(component, ['type', 'file'], 'file'), ...reference(component['file'] as Json, seen)];
    default:
      return [`component of type ${String(component['type'])}`];
  }
}

const button =
  (seen: Seen) =>
  (one: Json): string[] => {
    seen.components++;
    if (one['style'] === 5) {
      const { url } = one;
      const fits = typeof url === 'string' && /^https?:/.test(url) && url.length <= 512;
      return [...strangers(one, ['type', 'style', 'label', 'url'], 'link'), ...(fits ? [] : ['the address of a link'])];
    }
    seen.ids.push(String(one['custom_id']));
    const problems = strangers(one, ['type', 'style', 'label', 'custom_id'], 'button');
    if (one['type'] !== 2 || ![1, 2, 3, 4].includes(one['style'] as number)) problems.push('not a button');
    if (!within(one['label'], 1, 80)) problems.push(`label "${String(one['label'])}"`);
    if (!within(one['custom_id'], 1, 100)) problems.push(`custom_id "${String(one['custom_id'])}"`);
    return problems;
  };

const galleryItem =
  (seen: Seen) =>
  (item: Json): string[] => [
    ...strangers(item, ['media', 'description'], 'gallery item'),
    ...(within(item['description'], 1, 1024) ? [] : ['a picture without alt text']),
    ...reference(item['media'] as Json, seen),
  ];

function reference(media: Json, seen: Seen): string[] {
  const match = /^attachment:\/\/([\w.-]+)$/.exec(String(media['url']));
  if (match?.[1] === undefined) return [`media ${String(media['url'])}`];
  seen.shown.push(match[1]);
  return strangers(media, ['url'], 'media');
}
