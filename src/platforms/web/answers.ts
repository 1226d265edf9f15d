import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Answer } from '../../dispatch/bot.ts';
import { type FileNode, fileOf, type Picture, type Theme } from '../../reply/document.ts';

const MAX_ANSWERS = 200;
const MAX_BYTES = 64_000_000;

interface Kept {
  readonly answer: Answer;
  readonly theme: Theme;
  /** Drawn again for the other theme, by the picture's name. */
  readonly redrawn: Map<string, Promise<Uint8Array>>;
  readonly bytes: number;
}

/** A picture's bytes, and their media type. */
export interface File {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** The last answers, so that their pictures can be fetched, drawn for another theme, and shown as elsewhere. */
export class Answers {
  private readonly kept: LRUCache<string, Kept>;
  private readonly draw: (picture: Picture, theme: Theme) => Promise<Uint8Array>;

  constructor(
    draw: (picture: Picture, theme: Theme) => Promise<Uint8Array>,
    most = { count: MAX_ANSWERS, bytes: MAX_BYTES },
  ) {
    this.draw = draw;
    this.kept = new LRUCache({ max: most.count, maxSize: most.bytes, sizeCalculation: ({ bytes }) => bytes });
  }

  /** Keeps an answer under an id that nobody can guess. */
  add(answer: Answer, theme: Theme): string {
    const id = randomUUID();
    const pictures = [...answer.pictures.values()].reduce((sum, { length }) => sum + length, 0);
    this.kept.set(id, { answer, theme, redrawn: new Map(), bytes: JSON.stringify(answer.reply).length + pictures });
    return id;
  }

  get(id: string): Answer | undefined {
    return this.kept.get(id)?.answer;
  }

  /** The file of a picture; undefined for what there is not, or not any more. */
  async file(id: string, name: string, theme: Theme): Promise<File | undefined> {
    const kept = this.kept.get(id);
    const picture = kept?.answer.reply.nodes.find(
      (node): node is Picture => node.kind === 'picture' && fileOf(node).name === name,
    );
    const drawn = picture && kept?.answer.pictures.get(picture.name);
    if (kept === undefined || picture === undefined || drawn === undefined) return undefined;
    const bytes = kept.theme === theme ? drawn : await this.redraw(id, kept, picture, theme);
    return { bytes, type: fileOf(picture).type };
  }

  /** The text of a file; undefined for what there is not, or not any more. */
  text(id: string, name: string): string | undefined {
    const nodes = this.get(id)?.reply.nodes ?? [];
    return nodes.find((node): node is FileNode => node.kind === 'file' && node.name === name)?.text;
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
