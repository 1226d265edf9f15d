import type { APIAllowedMentions, APIMessageTopLevelComponent, RawFile } from 'discord.js';
import { ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import type { Reply } from '../../reply/document.ts';
import { toText } from '../../reply/text.ts';
import { fitParts } from './fit.ts';
import { MAX_FILE_BYTES, MAX_TEXT } from './limits.ts';
import { codeFence, startOfFence } from './markdown.ts';
import { type Extras, type Part, toParts } from './parts.ts';

/** A message as Discord's API takes it, and the files that go with it. */
export interface Message {
  readonly body: {
    readonly flags: number;
    readonly components: APIMessageTopLevelComponent[];
    /** New files by their place, and by their own ids those that the message has already. */
    readonly attachments: { id: string; filename?: string; description?: string }[];
    readonly allowed_mentions: APIAllowedMentions;
  };
  readonly files: RawFile[];
}

const WHOLE = 'answer.txt';
const TOO_LONG = `This is too long for one message: all of it is in \`${WHOLE}\`.`;
const NOTHING = 'There is nothing to show.';
const TEXT_ALONE = 'Discord did not take this answer as it is. This is its text:\n';

/** A reply as a message. A pure function; what does not fit is in a text file that the message says it has. */
export function render(reply: Reply, extras: Extras): Message {
  const { parts, stoppedAt } = fitParts(toParts(reply, extras), TOO_LONG.length);
  const components = parts.map(component);
  const files = parts.flatMap(fileOfPart);
  const descriptions = new Map(parts.flatMap((part) => (part.kind === 'picture' ? [[part.file.name, part.alt]] : [])));
  if (stoppedAt !== undefined) {
    components.splice(stoppedAt, 0, { type: ComponentType.TextDisplay, content: TOO_LONG }, fileComponent(WHOLE));
    files.push(textFile(WHOLE, toText(reply)));
    descriptions.set(WHOLE, 'The whole answer as text');
  }
  if (components.length === 0) components.push({ type: ComponentType.TextDisplay, content: NOTHING });
  // An edit drops the attachments that it does not list, and those of an earlier state are to go.
  const attachments = files.map(({ name }, i) => ({
    id: String(i),
    filename: name,
    description: descriptions.get(name) ?? name,
  }));
  return { body: bodyOf(components, attachments), files };
}

/** The text of a reply alone, as far as it has room: for where Discord refused what {@link render} made of it. */
export function renderText(reply: Reply): Message {
  const text = startOfFence(codeFence(toText(reply)), MAX_TEXT - TEXT_ALONE.length) ?? NOTHING;
  return { body: bodyOf([{ type: ComponentType.TextDisplay, content: TEXT_ALONE + text }], []), files: [] };
}

const bodyOf = (
  components: APIMessageTopLevelComponent[],
  attachments: Message['body']['attachments'],
): Message['body'] => ({
  flags: MessageFlags.IsComponentsV2,
  components,
  attachments,
  allowed_mentions: { parse: [] },
});

function fileOfPart(part: Part): RawFile[] {
  if (part.kind === 'file') return [textFile(part.name, part.text)];
  if (part.kind !== 'picture') return [];
  return [{ name: part.file.name, data: Buffer.from(part.bytes), contentType: part.file.type }];
}

const textFile = (name: string, text: string): RawFile => ({
  name,
  data: Buffer.from(text).subarray(0, MAX_FILE_BYTES),
  contentType: 'text/plain; charset=utf-8',
});

const fileComponent = (name: string): APIMessageTopLevelComponent => ({
  type: ComponentType.File,
  file: { url: `attachment://${name}` },
});

function component(part: Part): APIMessageTopLevelComponent {
  switch (part.kind) {
    case 'text':
      return { type: ComponentType.TextDisplay, content: part.content };
    case 'picture':
      return {
        type: ComponentType.MediaGallery,
        items: [{ media: { url: `attachment://${part.file.name}` }, description: part.alt }],
      };
    case 'file':
      return fileComponent(part.name);
    case 'row':
      return {
        type: ComponentType.ActionRow,
        components: part.buttons.map(({ label, id, url }) =>
          url === undefined
            ? { type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: id }
            : { type: ComponentType.Button, style: ButtonStyle.Link, label, url },
        ),
      };
  }
}
