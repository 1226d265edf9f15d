import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import { LRUCache } from 'lru-cache';
import type { Values } from '../command/line-reader.ts';
import { UserError } from '../errors.ts';
import { paragraph, say } from '../reply/build.ts';
import type { Reply, ReplyNode } from '../reply/document.ts';
import type { Workers } from '../workers/pool.ts';
import { Busy, FULL_SECONDS } from './admission/limiter.ts';
import type { Turn } from './admission/limits.ts';
import type { ParsedCall } from './parsed-call.ts';

/** Answers that are kept: pages of a course show the same ones to everybody. */
const MOST_KEPT = 40;
/** Lines that wait for others to be tried. */
const MOST_WAITING = 20;

export interface IncludeOptions {
  readonly parse: (line: string) => Promise<ParsedCall>;
  readonly run: Workers['run'];
  /** Is told of what could not be computed. */
  readonly onError: (error: unknown) => void;
}

/** Computes what replies include. */
export interface Include {
  /**
   * The answer of a line whose command only computes, from the workers, or kept from before. One after the other: whoever
   * brings lines of their own does not keep the workers from others.
   *
   * @throws UserError for a line that is none, or whose command does more than compute; Busy where too many wait
   */
  compute(line: string): Promise<Reply>;
  /**
   * The reply with the answers that it includes. One that cannot be had leaves a sentence in its place.
   *
   * @param admit for what has to be computed: it counts as if it had been asked for by itself
   */
  fill(reply: Reply, admit?: Turn, signal?: AbortSignal): Promise<Reply>;
}

export function createInclude({ parse, run, onError }: IncludeOptions): Include {
  /** Whoever asks while it is computed waits for the same answer. */
  const kept = new LRUCache<string, Promise<Reply>>({ max: MOST_KEPT });
  const alone = bulkhead(1, MOST_WAITING);
  const start = async (line: string, admit: Turn): Promise<Reply> => {
    const call = await parse(line);
    if (call.error !== undefined) throw call.error;
    const { command, values } = call;
    if (command.run === undefined || command.act !== undefined || asksFile(command.declared, values)) {
      throw new UserError(`\`${line}\` does more than compute.`, {
        code: 'E_NOT_INCLUDED',
        hint: 'Take a line such as `/grad a*b+c` or `/train`, without a file.',
      });
    }
    return admit(() => run({ name: command.name, values, files: {} }));
  };
  const answerOf = (line: string, admit: Turn): Promise<Reply> => {
    const known = kept.get(line);
    if (known !== undefined) return known;
    const answer = start(line, admit);
    kept.set(line, answer);
    // What went wrong is tried again the next time.
    answer.catch(() => kept.delete(line));
    return answer;
  };
  const oneByOne: Turn = (work) =>
    alone.execute(work).catch((error: unknown) => {
      throw error instanceof BulkheadRejectedError ? new Busy(FULL_SECONDS) : error;
    });
  return {
    compute: (line) => answerOf(line, oneByOne),
    async fill(reply, admit = (work) => work(), signal) {
      const { included } = reply;
      if (included === undefined) return reply;
      const answers = await Promise.all(
        included.map(async ({ line, kinds }) => {
          try {
            const { nodes } = await answerOf(line, admit);
            return nodes.filter(({ kind }) => kinds.some((wanted) => wanted === kind));
          } catch (error) {
            signal?.throwIfAborted();
            if (!(error instanceof Busy)) onError(error);
            return [paragraph(say`This could not be computed just now. Try it again in a minute.`)];
          }
        }),
      );
      const nodes: ReplyNode[] = reply.nodes.flatMap((node, at) => [
        ...included.flatMap((one, i) => (one.at === at ? (answers[i] ?? []) : [])),
        node,
      ]);
      const behind = included.flatMap((one, i) => (one.at >= reply.nodes.length ? (answers[i] ?? []) : []));
      return { ...reply, nodes: withOwnNames([...nodes, ...behind]) };
    },
  };
}

const asksFile = (declared: readonly { key: string; attachment: boolean }[], values: Values): boolean =>
  declared.some(({ key, attachment }) => attachment && values[key] !== undefined);

/** Pictures are known by their names: the second of one name gets another. */
function withOwnNames(nodes: readonly ReplyNode[]): ReplyNode[] {
  const counts = new Map<string, number>();
  return nodes.map((node) => {
    if (node.kind !== 'picture') return node;
    const count = (counts.get(node.name) ?? 0) + 1;
    counts.set(node.name, count);
    return count === 1 ? node : { ...node, name: `${node.name}-${count}` };
  });
}
