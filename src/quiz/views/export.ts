import { FORMAT_NAMES } from '../../questions/formats/formats.ts';
import { type ExportFormat, writeQuestions } from '../../questions/formats/write.ts';
import type { Question } from '../../questions/question.ts';
import { code, paragraph, say } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { toCsv } from '../export-csv.ts';
import type { ExportView } from '../session/report-data.ts';

/** Questions as a file. */
export const questionsReply = (questions: readonly Question[], name: string, as: ExportFormat): Reply => ({
  nodes: [
    paragraph(
      say`${counted(questions.length, 'question')} in ${as === 'gift' ? "Moodle's GIFT format" : FORMAT_NAMES[as]}. ${code('/quiz import')} reads them too.`,
    ),
    { kind: 'file', name: `${name}.${as}`, text: writeQuestions(questions, as) },
  ],
});

/** A quiz as a file: its answers and scores as CSV, or its questions. */
export function exportReply(view: ExportView, as: 'csv' | ExportFormat): Reply {
  const { questions, answers, startedAt, kind } = view;
  const day = new Date(startedAt).toISOString().slice(0, 10);
  if (questions.length === 0)
    return { nodes: [paragraph(say`No question has been revealed yet, so there is nothing to export.`)] };
  if (as !== 'csv')
    return questionsReply(
      questions.map(({ question }) => question),
      `${kind}-${day}`,
      as,
    );
  return {
    nodes: [
      paragraph(
        say`${counted(answers.length, 'answer')} to ${counted(questions.length, 'question')}, with names and scores. Keep the file to yourself.`,
      ),
      { kind: 'file', name: `${kind}-${day}.csv`, text: toCsv(view) },
    ],
  };
}
