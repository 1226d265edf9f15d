import { describe, expect, it } from 'vitest';
import type { Values } from '../../src/command/line-reader.ts';
import { parseLine } from '../../src/command/parse.ts';
import { loadCommands } from '../../src/command/registry.ts';
import { Busy } from '../../src/dispatch/admission/limiter.ts';
import { createInclude } from '../../src/dispatch/include.ts';
import type { ParsedCall } from '../../src/dispatch/parsed-call.ts';
import { UserError } from '../../src/errors.ts';
import { paragraph, say, sentence } from '../../src/reply/build.ts';
import type { Picture, Reply, ReplyNode } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';

const commands = await loadCommands();

const picture = (name: string): Picture => ({
  kind: 'picture',
  name,
  alt: name,
  width: 1,
  height: 1,
  drawing: { type: 'remote', url: 'https://x.example.org/a.png' },
});

/** Answers of commands that only compute, by their first option. */
function include(answers: (values: Values) => Promise<Reply> | Reply) {
  const ran: Values[] = [];
  const errors: unknown[] = [];
  const included = createInclude({
    parse: async (line): Promise<ParsedCall> => {
      const { command, values } = parseLine(line, commands);
      return { command, values } as ParsedCall;
    },
    run: async ({ values }) => {
      ran.push(values as Values);
      return answers(values as Values);
    },
    onError: (error) => void errors.push(error),
  });
  return { ...included, ran, errors };
}

const page = (...included: NonNullable<Reply['included']>): Reply => ({
  nodes: [paragraph(say`before`), paragraph(say`after`)],
  included,
});
const namesIn = ({ nodes }: Reply): string[] =>
  nodes.flatMap((node: ReplyNode) => (node.kind === 'picture' ? [node.name] : []));

describe('the answers that a reply includes', () => {
  it('stand where they belong, and pictures of one name get names of their own', async () => {
    const { fill } = include(() => ({ nodes: [paragraph(say`computed`), picture('graph')] }));
    const filled = await fill(
      page(
        { at: 1, line: '/grad a*b', kinds: ['picture', 'paragraph'] },
        { at: 1, line: '/grad a+b', kinds: ['picture'] },
        { at: 2, line: '/grad a-b', kinds: ['picture'] },
      ),
    );
    expect(namesIn(filled)).toEqual(['graph', 'graph-2', 'graph-3']);
    expect(filled.nodes.map(({ kind }) => kind)).toEqual([
      'paragraph',
      'paragraph',
      'picture',
      'picture',
      'paragraph',
      'picture',
    ]);
    expect(toText(filled)).toMatch(/^before\n+computed.*after/s);
  });

  it('are computed once, and again where that went wrong', async () => {
    let works = false;
    const { fill, ran, errors } = include(() => {
      if (!works) throw new Error('no');
      return sentence('computed');
    });
    const wanted = page({ at: 1, line: '/grad a*b', kinds: ['paragraph'] });
    expect(toText(await fill(wanted))).toContain('This could not be computed just now. Try it again in a minute.');
    expect(errors).toEqual([expect.objectContaining({ message: 'no' })]);
    works = true;
    for (let i = 0; i < 3; i++) expect(toText(await fill(wanted))).toContain('computed');
    expect(ran).toHaveLength(2);
  });

  it('are no error of anybody where too much is asked, and end with whoever asks', async () => {
    const busy = include(() => {
      throw new Busy(5);
    });
    const wanted = page({ at: 1, line: '/grad a*b', kinds: ['paragraph'] });
    expect(toText(await busy.fill(wanted))).toContain('This could not be computed just now.');
    expect(busy.errors).toEqual([]);
    await expect(busy.fill(wanted, undefined, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });

  it('are of commands that compute, and of no others', async () => {
    const { compute } = include(() => sentence('computed'));
    expect(toText(await compute('/grad a*b'))).toBe('computed');
    await expect(compute('/quiz start')).rejects.toThrow(UserError);
    await expect(compute('/grad')).rejects.toThrow();
  });

  it('are computed one after the other, and too many are turned away', async () => {
    let running = 0;
    const { compute } = include(async () => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      return sentence('computed');
    });
    const all = await Promise.allSettled(Array.from({ length: 25 }, (_, i) => compute(`/grad a*${i}`)));
    const refused = all.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatchObject({ reason: expect.any(Busy) });
  });
});
