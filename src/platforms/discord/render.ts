import {
  type APIAllowedMentions,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type RawFile,
} from 'discord.js';
import type { Reply } from '../../reply/document.ts';
import { toText } from '../../reply/text.ts';
import { fitParts } from './fit.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { type Extras, type Part, toParts } from './parts.ts';

/** A message as Discord's API takes it, and the files that go with it. */
export interface Message {
  readonly body: {
    readonly flags: number;
    readonly components: APIMessageTopLevelComponent[];
    readonly attachments: { id: string; filename: string; description?: string }[];
    readonly allowed_mentions: APIAllowedMentions;
  };
  readonly files: RawFile[];
}

const WHOLE = 'answer.txt';
const TOO_LONG = `This is too long for one message: all of it is in \`${WHOLE}\`.`;
const NOTHING = 'There is nothing to show.';

/** A reply as a message. A pure function; what does not fit is in a text file that the message says it has. */
export function render(reply: Reply, extras: Extras): Message {
  const { parts, stoppedAt } = fitParts(toParts(reply, extras), TOO_LONG.length);
  const components = parts.map(component);
  const files: RawFile[] = parts.flatMap((part) =>
    part.kind === 'picture' ? [{ name: part.file, data: Buffer.from(part.bytes), contentType: 'image/png' }] : [],
  );
  const descriptions = new Map(parts.flatMap((part) => (part.kind === 'picture' ? [[part.file, part.alt]] : [])));
  if (stoppedAt !== undefined) {
    const whole: APIMessageTopLevelComponent = {
      type: ComponentType.File,
      file: { url: `attachment://${WHOLE}` },
    };
    components.splice(stoppedAt, 0, { type: ComponentType.TextDisplay, content: TOO_LONG }, whole);
    const data = Buffer.from(toText(reply)).subarray(0, MAX_FILE_BYTES);
    files.push({ name: WHOLE, data, contentType: 'text/plain; charset=utf-8' });
    descriptions.set(WHOLE, 'The whole answer as text');
  }
  if (components.length === 0) components.push({ type: ComponentType.TextDisplay, content: NOTHING });
  return {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components,
      // An edit drops the attachments that it does not list, and those of an earlier state are to go.
      attachments: files.map(({ name }, i) => ({
        id: String(i),
        filename: name,
        description: descriptions.get(name) as string,
      })),
      allowed_mentions: { parse: [] },
    },
    files,
  };
}

function component(part: Part): APIMessageTopLevelComponent {
  switch (part.kind) {
    case 'text':
      return { type: ComponentType.TextDisplay, content: part.content };
    case 'picture':
      return {
        type: ComponentType.MediaGallery,
        items: [{ media: { url: `attachment://${part.file}` }, description: part.alt }],
      };
    case 'row':
      return {
        type: ComponentType.ActionRow,
        components: part.buttons.map(({ label, id }) => ({
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          label,
          custom_id: id,
        })),
      };
  }
}
