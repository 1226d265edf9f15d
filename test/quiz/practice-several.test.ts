import { describe, expect, it } from 'vitest';
import { grade } from '../../src/questions/grading/grade.ts';
import type { Question } from '../../src/questions/question.ts';
import { answerOf } from '../../src/quiz/exercise.ts';
import { practiceReply } from '../../src/quiz/practice.ts';
import type { Reply } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';
import { question as plain } from '../questions/questions.ts';

const ASKED = 'qAbCdEfG.123456';
const options = ['tanh', 'x', 'relu'].map((text, i) => ({ text, right: i !== 1 }));
const several: Question = { ...plain(undefined, options), several: true };

/** Practice with one own question, as its lines say it. */
function at(asked: Question, said: { answer?: string; text?: string } = {}): Reply {
  const given = { topic: 'own', seed: 3, number: 2, types: 17, asked: ASKED, ...said };
  const answer = answerOf(given, asked);
  return practiceReply(given, asked, answer && grade(asked, answer));
}
const buttonsOf = ({ nodes }: Reply) => nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
const press = (reply: Reply, label: string): string =>
  / --answer (\S+)$/.exec(buttonsOf(reply).find((button) => button.label === label)?.command ?? '')?.[1] ?? '';

describe('several right options in practice', () => {
  it('are taken up and put back by their buttons, and "Done" answers', () => {
    const first = at(several);
    expect(toText(first)).toContain('Choose all that are right.');
    expect(buttonsOf(first).some(({ label }) => label === 'Done')).toBe(false);
    const second = at(several, { answer: press(first, 'C') });
    expect(buttonsOf(second).map(({ label }) => label)).toContain('✓ C');
    const third = at(several, { answer: press(second, 'A') });
    expect(press(third, 'Done')).toBe('AC');
    expect(press(at(several, { answer: press(third, '✓ C') }), 'Done')).toBe('A');
    expect(toText(at(several, { answer: press(third, 'Done') }))).toContain('✔ Right.');
    expect(toText(at(several, { answer: press(second, 'Done') }))).toContain(
      'Partly right. You chose 1 of 2 right options.',
    );
  });

  it('may be typed together', () => {
    for (const text of ['AC', 'c, a', 'A and C']) expect(toText(at(several, { text }))).toContain('✔ Right.');
    expect(toText(at(several, { text: 'A' }))).toContain('1 of 2');
    expect(() => at(several, { text: 'tan' })).toThrow('This is none of the options.');
    expect(() => at(several, { answer: 'AD' })).toThrow('There is no option');
  });
});

it('pairs and a picture are shown in practice, too', () => {
  const pairs = plain({ kind: 'pairs', left: ['tanh', 'relu'], right: ['kinked', 'smooth'], key: [1, 0] });
  const asked = { ...pairs, picture: { url: 'https://pictures.example.org/a.png', alt: 'two curves' } };
  const text = toText(at(asked));
  expect(text).toContain('two curves');
  expect(text).toContain('• 1 tanh\n• 2 relu\n\nWhich letter belongs to each number?\n\n• A kinked\n• B smooth');
  expect(toText(at(asked, { text: '1B 2A' }))).toContain('✔ Right.');
});
