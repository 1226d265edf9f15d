import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Message } from './render.ts';

/** Messages whose attachments are remembered: those that a quiz still edits. */
const MAX_MESSAGES = 1000;

interface Attached {
  readonly id: string;
  readonly digest: string;
}

/**
 * Attachments that messages have already: an edit keeps those that have not changed, so that no picture is sent again with
 * each count of answers.
 */
export class KeptAttachments {
  private readonly messages = new LRUCache<string, ReadonlyMap<string, Attached>>({ max: MAX_MESSAGES });

  /** The message with only those files that it does not have yet. @param id of the message that is edited */
  lean(id: string, { body, files }: Message): Message {
    const known = this.messages.get(id);
    if (known === undefined) return { body, files };
    const keptIds = files.map(({ name, data }) => {
      const attached = known.get(name);
      return attached?.digest === digestOf(data) ? attached.id : undefined;
    });
    const kept = keptIds.flatMap((one) => (one === undefined ? [] : [{ id: one }]));
    const fresh = body.attachments
      .filter((_, i) => keptIds[i] === undefined)
      .map((attachment, i) => ({ ...attachment, id: String(i) }));
    return {
      body: { ...body, attachments: [...kept, ...fresh] },
      files: files.filter((_, i) => keptIds[i] === undefined),
    };
  }

  /**
   * Remembers what a message has.
   *
   * @param message that was sent, with all its files
   * @param said what Discord said of it: of which attachment it has made which file
   */
  remember(id: string, { files }: Message, said: unknown): void {
    const ids = idsByName(said);
    const attached = files.flatMap(({ name, data }): [string, Attached][] => {
      const one = ids.get(name);
      return one === undefined ? [] : [[name, { id: one, digest: digestOf(data) }]];
    });
    if (attached.length > 0) this.messages.set(id, new Map(attached));
    else this.messages.delete(id);
  }
}

const digestOf = (data: Message['files'][number]['data']): string =>
  createHash('sha256')
    .update(typeof data === 'object' ? data : String(data))
    .digest('base64url');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Ids of attachments by the names of their files: of those that are listed, and those that components show. */
function idsByName(said: unknown): Map<string, string> {
  const ids = new Map<string, string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) look(item);
    if (!isObject(value) || Array.isArray(value)) return;
    const { attachment_id: shown, url, id, filename, attachments, components, items, media, file } = value;
    if (typeof shown === 'string' && typeof url === 'string') ids.set(nameIn(url), shown);
    if (typeof id === 'string' && typeof filename === 'string') ids.set(filename, id);
    look([attachments, components, items, media, file].filter(isObject));
  };
  look(said);
  return ids;
}

const nameIn = (url: string): string => (URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : undefined) ?? '';
