import { LRUCache } from 'lru-cache';
import type { Command } from '../command/define.ts';
import type { Reply } from '../reply/document.ts';
import { equationsIn } from '../reply/typeset.ts';
import { untilAborted } from './abort.ts';
import type { Answer } from './answer.ts';

/** Of answers that are kept, by an estimate of what they take in memory. */
const KEPT_BYTES = 16_000_000;
/** Objects take about so many times the bytes of their JSON. */
const OBJECT_BYTES = 4;

/** How somebody waits for an answer. */
export interface Waiting {
  readonly onProgress?: ((reply: Reply) => void) | undefined;
  /** Stops waiting; the work stops when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
}

/** How work is told that nobody waits any more, and tells of its progress. */
interface Making {
  readonly onProgress: (reply: Reply) => void;
  readonly signal: AbortSignal;
}

/** Answers that are the same for everybody: each is made once, for all who ask meanwhile and later. */
export interface SharedAnswers {
  /**
   * The answer that is kept under a key, or is made just now, or the one that `make` makes.
   *
   * @param make is given the signal that stops it, and whom to tell of progress
   * @throws what `make` throws, to all who wait for it, and nobody later; the signal's reason when it fires
   */
  get(key: string, make: (how: Making) => Promise<Answer>, waiting: Waiting): Promise<Answer>;
}

/** An answer that is being made. */
interface Work {
  readonly answer: Promise<Answer>;
  readonly stop: AbortController;
  readonly hearers: Set<(reply: Reply) => void>;
  waiting: number;
  /** For those who come later. */
  progress?: Reply;
}

/** @param bytes how much is kept of answers that were not asked for lately */
export function createSharedAnswers(bytes = KEPT_BYTES): SharedAnswers {
  const kept = new LRUCache<string, Answer>({ maxSize: bytes, sizeCalculation: sizeOf });
  const running = new Map<string, Work>();

  const start = (key: string, make: (how: Making) => Promise<Answer>): Work => {
    const stop = new AbortController();
    const hearers = new Set<(reply: Reply) => void>();
    const onProgress = (reply: Reply): void => {
      work.progress = reply;
      for (const hear of hearers) hear(reply);
    };
    const answer = make({ onProgress, signal: stop.signal });
    const work: Work = { answer, stop, hearers, waiting: 0 };
    running.set(key, work);
    const ended = (): void => {
      if (running.get(key) === work) running.delete(key);
    };
    answer.then((made) => {
      if (!stop.signal.aborted && isWhole(made)) kept.set(key, made);
      ended();
    }, ended);
    return work;
  };

  const join = async (key: string, work: Work, { onProgress, signal }: Waiting): Promise<Answer> => {
    // One function may be given by several.
    const hear = (reply: Reply): void => onProgress?.(reply);
    work.waiting++;
    work.hearers.add(hear);
    if (work.progress !== undefined) hear(work.progress);
    try {
      return await (signal === undefined ? work.answer : untilAborted(work.answer, signal));
    } finally {
      work.hearers.delete(hear);
      if (--work.waiting === 0 && running.get(key) === work) {
        running.delete(key);
        work.stop.abort();
      }
    }
  };

  return {
    async get(key, make, waiting) {
      waiting.signal?.throwIfAborted();
      const known = kept.get(key);
      return known ?? join(key, running.get(key) ?? start(key, make), waiting);
    },
  };
}

/** Is the answer to such a command the same for all? One that acts is not, and what is private or from a file is nobody else's. */
export const isShared = (command: Command, files: Readonly<Record<string, string>>): boolean =>
  command.run !== undefined &&
  command.act === undefined &&
  !command.private &&
  !command.often &&
  Object.keys(files).length === 0;

/** Is all of it there? What could not be drawn or typeset is tried again for the next who asks. */
const isWhole = ({ reply, pictures, typeset }: Answer): boolean =>
  reply.nodes.every(
    (node) =>
      (node.kind !== 'picture' || pictures.has(node.name)) &&
      (typeset === undefined || equationsIn(node) === undefined || typeset.equations.has(node)),
  );

function sizeOf({ reply, pictures, typeset }: Answer, key: string): number {
  const texts = [...(typeset?.formulas ?? [])].flat().join('');
  const equations = JSON.stringify([...(typeset?.equations.values() ?? [])]);
  const objects = JSON.stringify(reply).length + texts.length + equations.length + key.length;
  return OBJECT_BYTES * objects + [...pictures.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
