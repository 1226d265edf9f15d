import { describe, expect, it } from 'vitest';
import { stepQuestions } from '../../../src/learning/step/questions.ts';
import { trainWalk } from '../../../src/learning/step/train.ts';
import { walkThrough } from '../../../src/learning/step/walk.ts';
import { grade } from '../../../src/questions/grading/grade.ts';
import { letterOf } from '../../../src/questions/letters.ts';
import { questionSchema } from '../../../src/questions/question.ts';
import { QUESTION_TYPES } from '../../../src/questions/types/index.ts';
import { answer, say } from '../../commands/run.ts';

const text = (line: string): string => say(line).replaceAll(/\s+/g, ' ');

describe.each([true, false])('/step train with the reset: %s', (zeroGrad) => {
  const asked = trainWalk(zeroGrad).places.map(({ ask }) => ask());

  it('has a diagnosis for each wrong option, and takes what is computed from the shown numbers', () => {
    for (const { question, equation } of asked) {
      expect(question.options.length, equation).toBeGreaterThan(2);
      for (const [index, option] of question.options.entries()) {
        const { note, score } = grade(question, { kind: 'text', text: letterOf(index) });
        expect(score === 1, `${equation}: ${option.text}`).toBe(option.right);
        if (!option.right) expect(note, `${equation}: ${option.text}`).not.toBe('other');
      }
      const work = equation.split(' = ').at(-2) ?? '';
      if (/^[-\d.×*()+ ^tanh]+$/.test(work)) {
        expect(grade(question, { kind: 'text', text: `=${work.replaceAll('×', '*')}` }).note, equation).toBe('right');
      }
    }
  });

  it('is the run that /train has', () => {
    const report = text(`/train --steps 3 --detail full${zeroGrad ? '' : ' --no-zero-grad'}`);
    const [loss] = /0\.02\d+/.exec(report) ?? [];
    expect(text(`/step train${zeroGrad ? '' : ' --no-zero-grad'} --number 7`)).toContain(`the loss is now \`${loss}\``);
  });
});

it('without the reset one predicts the stale sum, and the update with it', () => {
  const line = '/step train --no-zero-grad';
  expect(text(`${line} --number 8 --answer -1.052`)).toContain('✔ Right. `b.grad = -0.9605 + (-0.09192) = -1.052`');
  expect(text(`${line} --number 8 --answer -0.09192`)).toContain('`backward()` adds to what `.grad` already holds.');
  expect(text(`${line} --number 7 --answer 0`)).toContain('nothing sets `.grad` to 0 by itself');
  expect(text(`${line} --number 9 --answer -0.4121`)).toContain('`=` where `+=` belongs');
  expect(text(`/step train --number 7 --answer -0.9605`)).toContain('You left out the reset');
});

it('leads on to the other half and to the whole run', () => {
  const end = answer('/step train --number 10');
  const buttons = end.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
  expect(buttons.map(({ label, command }) => [label, command])).toEqual([
    ['Ask it in a quiz', '/quiz start --steps train'],
    ['Without the reset', '/step train --no-zero-grad'],
    ['The whole run', '/train'],
    ['Once more', '/step train'],
  ]);
});

it('counts under types of questions that exist at their level, and is asked in a quiz', () => {
  const ways = ['train', 'train --no-zero-grad', '(a*b+c)*f a=2 b=-3 c=10 f=-2', 'y=(a+b)*(b+1)', 'tanh(w*x+b)^2'];
  const questions = [
    ...ways.flatMap(stepQuestions),
    ...walkThrough({ formula: 'tanh(w*x+b) w=1 x=2 b=-1', from: 'forward' }).places.map(({ ask }) => ask().question),
  ];
  for (const question of questions) {
    expect(questionSchema.parse(question)).toEqual(question);
    const type = QUESTION_TYPES.find(({ name }) => name === question.type);
    expect(type?.levels, question.type).toContain(question.level);
  }
});
