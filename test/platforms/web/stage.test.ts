import { describe, expect, it } from 'vitest';
import { type Shown, stageHtml } from '../../../src/platforms/web/present/stage.ts';
import { inline, render } from '../../../src/platforms/web/render.ts';
import type { QuestionView, RevealView, SessionView } from '../../../src/quiz/session/view-data.ts';
import { paragraph, say } from '../../../src/reply/build.ts';
import { decode, HOSTILE, tagsOf, textOf } from '../../support/web/markup.ts';

const options = {
  code: 'KWST',
  addresses: { join: 'https://quiz.example.org/#/join/KWST', present: '', local: false },
  render: (nodes: Parameters<typeof render>[0]['nodes'][number][]) =>
    render({ nodes }, { pictureUrl: () => undefined, fileUrl: () => '' }),
  inline: (spans: Parameters<typeof inline>[0]) => inline(spans, undefined),
} as Parameters<typeof stageHtml>[1];

/** A question that everybody called so asks, whose right answer is called so, too. */
function views(text: string) {
  const person = { user: 'u1', name: text };
  const session: SessionView = {
    session: 's7Kq2mPaX',
    startedAt: 0,
    settings: { rounds: 2, seconds: 60, seed: 1 },
    phase: 'asking',
    n: 1,
    revealed: 1,
    solo: false,
    hosts: [person],
    people: [person],
    answered: [person],
    deadline: 42_000,
    now: 0,
    paused: undefined,
    ended: 'played',
    skipped: [],
    board: [{ ...person, rank: 1, points: 1, answered: 1, right: 1 }],
  } as SessionView;
  const prompt = [paragraph(say`${text}`)];
  const question = {
    ...session,
    question: { n: 1, type: 'own', level: 1, prompt, options: [text, 'other'], typed: undefined },
    open: true,
    allowed: 60,
    again: undefined,
  } as QuestionView;
  const reveal = {
    ...session,
    n: 1,
    question: {
      type: 'own',
      level: 1,
      seed: 0,
      prompt,
      options: [
        { text, right: true, bugs: [] },
        { text: 'other', right: false, bugs: [text] },
      ],
      hint: [],
      explanation: prompt,
    },
    distribution: { options: [3, 1], unknown: 2, typed: [] },
    right: [person],
  } as unknown as RevealView;
  return { session, question, reveal };
}

const html = (shown: Shown): string => stageHtml(shown, options).toString();

const stages = (text: string): Record<string, string> => {
  const { session, question, reveal } = views(text);
  return {
    empty: html({ at: 'empty' }),
    lobby: html({ at: 'lobby', view: session }),
    paused: html({ at: 'paused', view: session }),
    question: html({ at: 'question', view: question }),
    reveal: html({ at: 'reveal', view: reveal }),
    over: html({ at: 'over', view: session }),
  };
};

describe('what a projector shows', () => {
  it('tells nothing of the answer before the reveal', () => {
    const { question, reveal } = stages('b');
    expect(textOf(question ?? '')).not.toMatch(/[✔✘]/);
    expect(textOf(question ?? '')).toContain('1 of 1 answered');
    expect(textOf(reveal ?? '')).toMatch(/A ✔.*3.*B ✘.*1.*I don't know yet.*2/s);
  });

  it('has the address as text and as the name of the QR code, large or in the corner', () => {
    for (const [at, shown] of Object.entries(stages('b'))) {
      expect(shown, at).toContain('src="/rooms/KWST/qr.svg" alt="QR code of https://quiz.example.org/#/join/KWST"');
      expect(textOf(shown), at).toContain('quiz.example.org/#/join/KWST');
    }
  });

  it.each(HOSTILE)('%s in names and questions stays text', (text) => {
    const plain = stages('plain');
    for (const [at, shown] of Object.entries(stages(text))) {
      const names = (one: string): string[] => tagsOf(one).map(({ name }) => name);
      const allowed = new Set([...names(plain[at] ?? ''), 'code', '/code', 'pre', '/pre']);
      expect(
        names(shown).filter((name) => !allowed.has(name)),
        at,
      ).toEqual([]);
      expect(
        tagsOf(shown)
          .flatMap(({ attributes }) => attributes)
          .filter((name) => /^on|^style/.test(name)),
      ).toEqual([]);
    }
    expect(decode(stages(text)['over'] ?? '')).toContain(text.split('\n')[0]?.slice(0, 8) ?? '');
  });
});
