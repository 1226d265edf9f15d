import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Answer } from '../../dispatch/bot.ts';
import { type FileNode, fileOf, type Picture, replySchema, THEMES, type Theme } from '../../reply/document.ts';

const MAX_ANSWERS = 200;
const MAX_BYTES = 64_000_000;

/** Of the ids that are made here. */
const ID = /^[\da-f-]{36}$/;

/** An answer as other processes read it. */
const savedSchema = z.object({
  reply: replySchema,
  theme: z.enum(THEMES),
  pictures: z.array(z.tuple([z.string(), z.base64()])),
});

interface Kept {
  readonly answer: Answer;
  readonly theme: Theme;
  /** Drawn again for the other theme, by the picture's name. */
  readonly redrawn: Map<string, Promise<Uint8Array>>;
  readonly bytes: number;
}

/** Where answers are kept for other processes, to which the page may turn for their pictures. */
export interface SharedAnswers {
  save(id: string, text: string): Promise<void>;
  load(id: string): Promise<string | undefined>;
}

interface AnswersOptions {
  readonly most?: { readonly count: number; readonly bytes: number } | undefined;
  /** Left out where no other process answers the same page. */
  readonly shared?: SharedAnswers | undefined;
  /** Is told of what could not be shared; the answer is here all the same. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A picture's bytes, and their media type. */
export interface File {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** The last answers, so that their pictures can be fetched, drawn for another theme, and shown as elsewhere. */
export class Answers {
  private readonly kept: LRUCache<string, Kept>;
  private readonly saving = new Map<string, Promise<void>>();
  private readonly draw: (picture: Picture, theme: Theme) => Promise<Uint8Array>;
  private readonly shared: SharedAnswers | undefined;
  private readonly onError: (error: unknown) => void;

  constructor(
    draw: (picture: Picture, theme: Theme) => Promise<Uint8Array>,
    { most = { count: MAX_ANSWERS, bytes: MAX_BYTES }, shared, onError = () => {} }: AnswersOptions = {},
  ) {
    this.draw = draw;
    this.shared = shared;
    this.onError = onError;
    this.kept = new LRUCache({ max: most.count, maxSize: most.bytes, sizeCalculation: ({ bytes }) => bytes });
  }

  /** Keeps an answer under an id that nobody can guess. */
  add(answer: Answer, theme: Theme): string {
    const id = randomUUID();
    this.keep(id, answer, theme);
    if (this.shared !== undefined) this.share(this.shared, id, answer, theme);
    return id;
  }

  /** Resolves when other processes know the answer as well, before its id is told to anybody. */
  async saved(id: string): Promise<void> {
    await this.saving.get(id);
  }

  /** An answer of this process. */
  get(id: string): Answer | undefined {
    return this.kept.get(id)?.answer;
  }

  /** An answer of this process or another one; undefined for what there is not, or not any more. */
  async find(id: string): Promise<Answer | undefined> {
    return (await this.load(id))?.answer;
  }

  /** The file of a picture; undefined for what there is not, or not any more. */
  async file(id: string, name: string, theme: Theme): Promise<File | undefined> {
    const kept = await this.load(id);
    const picture = kept?.answer.reply.nodes.find(
      (node): node is Picture => node.kind === 'picture' && fileOf(node).name === name,
    );
    const drawn = picture && kept?.answer.pictures.get(picture.name);
    if (kept === undefined || picture === undefined || drawn === undefined) return undefined;
    const bytes = kept.theme === theme ? drawn : await this.redraw(id, kept, picture, theme);
    return { bytes, type: fileOf(picture).type };
  }

  /** The text of a file; undefined for what there is not, or not any more. */
  async text(id: string, name: string): Promise<string | undefined> {
    const nodes = (await this.find(id))?.reply.nodes ?? [];
    return nodes.find((node): node is FileNode => node.kind === 'file' && node.name === name)?.text;
  }

  private keep(id: string, answer: Answer, theme: Theme): void {
    const pictures = [...answer.pictures.values()].reduce((sum, { length }) => sum + length, 0);
    this.kept.set(id, { answer, theme, redrawn: new Map(), bytes: JSON.stringify(answer.reply).length + pictures });
  }

  private share(shared: SharedAnswers, id: string, { reply, pictures }: Answer, theme: Theme): void {
    const drawn = [...pictures].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')] as const);
    const saving = shared
      .save(id, JSON.stringify({ reply, theme, pictures: drawn }))
      .catch(this.onError)
      .finally(() => this.saving.delete(id));
    this.saving.set(id, saving);
  }

  private async load(id: string): Promise<Kept | undefined> {
    const own = this.kept.get(id);
    if (own !== undefined || this.shared === undefined || !ID.test(id)) return own;
    const text = await this.shared.load(id);
    if (text === undefined) return undefined;
    const { reply, theme, pictures } = savedSchema.parse(JSON.parse(text));
    const bytes = pictures.map(([name, base64]) => [name, new Uint8Array(Buffer.from(base64, 'base64'))] as const);
    this.keep(id, { reply, pictures: new Map(bytes) }, theme);
    return this.kept.peek(id);
  }

  private redraw(id: string, { redrawn }: Kept, picture: Picture, theme: Theme): Promise<Uint8Array> {
    const before = redrawn.get(picture.name);
    if (before !== undefined) return before;
    const drawing = this.draw(picture, theme).then((bytes) => {
      const kept = this.kept.peek(id);
      if (kept !== undefined) this.kept.set(id, { ...kept, bytes: kept.bytes + bytes.length });
      return bytes;
    });
    redrawn.set(picture.name, drawing);
    drawing.catch(() => redrawn.delete(picture.name));
    return drawing;
  }
}
