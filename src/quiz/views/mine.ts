import { paragraph, say } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';
import { HINT_POINTS, pointsOf } from '../scoring.ts';
import type { OwnView } from '../session/view-data.ts';
import { answerSpans, points, rightAnswer } from './parts.ts';

/** What somebody's own answer suggests, to them alone; before the reveal only what it is. */
export function mineReply(view: OwnView): Reply {
  const { own, n, question, revealed, daily } = view;
  const { answer, grade, hints } = own;
  const given = answerSpans(answer, question.options, question.type);
  const opening =
    answer.kind === 'unknown'
      ? say`${daily ? 'Your answer' : `Question ${n}`}: ${given}.`
      : say`Your answer${daily ? '' : ` to question ${n}`}: ${given}`;
  if (revealed === undefined) {
    return { nodes: [paragraph(opening), paragraph(say`What it suggests comes with the answer.`)] };
  }
  if (grade === undefined) {
    return { nodes: [paragraph(opening), paragraph(say`I could not grade this answer, so it counts nothing.`)] };
  }
  const off = hints > 0 && grade.score > 0 ? `, after ${HINT_POINTS} for the hint` : '';
  return {
    nodes: [
      paragraph(opening),
      ...grade.feedback,
      ...(grade.score === 1 ? [] : [paragraph(say`✔ ${rightAnswer(revealed)}`)]),
      paragraph(say`${points(pointsOf(grade.score, hints))} of 1 point${off}.`),
    ],
  };
}
