import { inOption } from '../../errors.ts';
import { grade } from '../../questions/grading/grade.ts';
import { makeQuestion } from '../../questions/make.ts';
import { answerOf, exerciseReply } from '../../quiz/exercise.ts';
import { nameOf } from '../../quiz/practice.ts';
import { paragraph, say } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';
import { type AskedLine, askedLine, checkCard, lineOf, type ReviewLine } from './line.ts';
import { SKILLS, skillOf } from './skills.ts';

/** A question where nothing is kept: a card says what is asked, the first of all if it names no skill. Pure. */
export function reviewAlone(given: ReviewLine): Reply {
  checkCard(given);
  const skill = skillOf(given.card ?? '') ?? SKILLS[0];
  if (skill === undefined) throw new Error('there is no type of question');
  const { card, type, level } = skill;
  const start: AskedLine = { card, asked: nameOf(type), level, seed: 1, number: 1, of: 1, soFar: '' };
  const at = { ...start, ...askedLine(given) };
  const question = makeQuestion({ type: at.asked.replace(/\.\d+$/, ''), level: at.level, seed: at.seed });
  const answer = answerOf(at, question);
  const said = 'Nothing is kept here, so nothing comes back. A bot that keeps running does both: npm start.';
  const exercise = {
    title: 'Review',
    solutionTitle: 'Review: the answer',
    line: (doing: string) => lineOf(at, doing),
    next: undefined,
    standing: [paragraph(say`${said}`)],
  };
  return exerciseReply(exercise, question, at, answer && inOption('text', () => grade(question, answer)));
}
