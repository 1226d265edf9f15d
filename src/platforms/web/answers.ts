import { randomUUID } from 'node:crypto';
import type { Answer } from '../../dispatch/bot.ts';
import { type FileNode, fileOf, type Picture, type Theme } from '../../reply/document.ts';

const MOST = 200;
const MOST_BYTES = 64_000_000;

interface Kept {
  readonly answer: Answer;
  readonly theme: Theme;
  /** Drawn again for the other theme, by the picture's name. */
  readonly redrawn: Map<string, Promise<Uint8Array>>;
  bytes: number;
}

/** A picture's bytes, and their media type. */
export interface File {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** The last answers, so that their pictures can be fetched, drawn for another theme, and shown as elsewhere. */
export class Answers {
  private readonly kept = new Map<string, Kept>();
  private readonly draw: (picture: Picture, theme: Theme) => Promise<Uint8Array>;
  private readonly most: { readonly count: number; readonly bytes: number };
  private bytes = 0;

  constructor(
    draw: (picture: Picture, theme: Theme) => Promise<Uint8Array>,
    most = { count: MOST, bytes: MOST_BYTES },
  ) {
    this.draw = draw;
    this.most = most;
  }

  /** Keeps an answer under an id that nobody can guess. */
  add(answer: Answer, theme: Theme): string {
    const id = randomUUID();
    const kept: Kept = { answer, theme, redrawn: new Map(), bytes: JSON.stringify(answer.reply).length };
    this.kept.set(id, kept);
    this.bytes += kept.bytes;
    for (const picture of answer.pictures.values()) this.grow(kept, picture.length);
    this.forgetOldest();
    return id;
  }

  get(id: string): Answer | undefined {
    const kept = this.kept.get(id);
    if (kept === undefined) return undefined;
    // What is looked at is not what is forgotten next.
    this.kept.delete(id);
    this.kept.set(id, kept);
    return kept.answer;
  }

  /** The file of a picture; undefined for what there is not, or not any more. */
  async file(id: string, name: string, theme: Theme): Promise<File | undefined> {
    const answer = this.get(id);
    const kept = this.kept.get(id);
    const picture = answer?.reply.nodes.find(
      (node): node is Picture => node.kind === 'picture' && fileOf(node).name === name,
    );
    const drawn = picture && answer?.pictures.get(picture.name);
    if (kept === undefined || picture === undefined || drawn === undefined) return undefined;
    const bytes = kept.theme === theme ? drawn : await this.redraw(kept, picture, theme);
    return { bytes, type: fileOf(picture).type };
  }

  /** The text of a file; undefined for what there is not, or not any more. */
  text(id: string, name: string): string | undefined {
    const nodes = this.get(id)?.reply.nodes ?? [];
    return nodes.find((node): node is FileNode => node.kind === 'file' && node.name === name)?.text;
  }

  private redraw(kept: Kept, picture: Picture, theme: Theme): Promise<Uint8Array> {
    const before = kept.redrawn.get(picture.name);
    if (before !== undefined) return before;
    const drawing = this.draw(picture, theme).then((bytes) => {
      if ([...this.kept.values()].includes(kept)) this.grow(kept, bytes.length);
      this.forgetOldest();
      return bytes;
    });
    kept.redrawn.set(picture.name, drawing);
    drawing.catch(() => kept.redrawn.delete(picture.name));
    return drawing;
  }

  private grow(kept: Kept, bytes: number): void {
    kept.bytes += bytes;
    this.bytes += bytes;
  }

  private forgetOldest(): void {
    for (const [id, { bytes }] of this.kept) {
      if (this.kept.size <= this.most.count && this.bytes <= this.most.bytes) return;
      this.kept.delete(id);
      this.bytes -= bytes;
    }
  }
}
