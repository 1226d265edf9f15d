import { letterOf } from '../../questions/letters.ts';
import { cleanLine } from '../../questions/question-text.ts';
import { code, paragraph, say } from '../../reply/build.ts';
import type { Reply, ReplyNode } from '../../reply/document.ts';
import type { HintView, OwnView } from '../session/view-data.ts';
import { answerSpans, cut, points, rightAnswer } from './parts.ts';

/** That an answer is kept; not a word of whether it is right. */
export function notedView({ own, hint, solo }: OwnView): Reply {
  const { answer, hints } = own;
  const nodes: ReplyNode[] = [];
  const change = solo ? '' : ' You can change it until time is up.';
  if (answer.kind === 'option') nodes.push(paragraph(say`Noted: ${letterOf(answer.index)}.${change}`));
  if (answer.kind === 'text') nodes.push(paragraph(say`Noted: ${code(cut(cleanLine(answer.text), 100))}.${change}`));
  if (answer.kind === 'unknown') {
    const still = solo ? '' : ', and you can still answer until time is up';
    nodes.push(paragraph(say`Noted: you don't know yet. That costs nothing${still}.`));
    if (hint !== undefined && hint.length > 0) nodes.push(paragraph(say`A first step:`), ...hint);
  } else if (hints > 0) nodes.push(paragraph(say`You took the hint, so a right answer is worth 0.9.`));
  return { nodes };
}

/** The hint, to the one who asked for it. */
export function hintView({ hint, n }: HintView): Reply {
  if (hint.length === 0) return { nodes: [paragraph(say`There is no hint for question ${n}.`)] };
  return { nodes: [...hint, paragraph(say`A right answer is worth 0.9 with the hint.`)] };
}

/** What somebody's own answer suggests, to them alone; before the reveal only what it is. */
export function mineView(view: OwnView): Reply {
  const { own, n, question, revealed } = view;
  const { answer, grade, hints } = own;
  const said = answerSpans(answer, question.options, question.type);
  const opening = answer.kind === 'unknown' ? say`Question ${n}: ${said}.` : say`Your answer to question ${n}: ${said}`;
  if (revealed === undefined) {
    return { nodes: [paragraph(opening), paragraph(say`What it suggests comes with the answer.`)] };
  }
  if (grade === undefined) {
    return { nodes: [paragraph(opening), paragraph(say`I could not grade this answer, so it counts nothing.`)] };
  }
  const worth = Math.max(0, grade.score - 0.1 * hints);
  const off = hints > 0 && grade.score > 0 ? ', after 0.1 for the hint' : '';
  return {
    nodes: [
      paragraph(opening),
      ...grade.feedback,
      ...(grade.score === 1 ? [] : [paragraph(say`✔ ${rightAnswer(revealed)}`)]),
      paragraph(say`${points(worth)} of 1 point${off}.`),
    ],
  };
}
