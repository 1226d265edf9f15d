import { writeQuestions } from '../../questions/formats/write.ts';
import { code, paragraph, say } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { toCsv } from '../export-csv.ts';
import type { ExportView } from '../session/view-data.ts';

/** A quiz as a file: its answers and scores as CSV, or its questions as GIFT. */
export function exportReply(view: ExportView, as: 'csv' | 'gift'): Reply {
  const { questions, answers, startedAt } = view;
  const day = new Date(startedAt).toISOString().slice(0, 10);
  if (questions.length === 0)
    return { nodes: [paragraph(say`No question has been revealed yet, so there is nothing to export.`)] };
  if (as === 'gift') {
    const text = writeQuestions(
      questions.map(({ question }) => question),
      'gift',
    );
    return {
      nodes: [
        paragraph(
          say`${counted(questions.length, 'question')} in Moodle's GIFT format. ${code('/quiz import')} reads them too.`,
        ),
        { kind: 'file', name: `quiz-${day}.gift`, text },
      ],
    };
  }
  return {
    nodes: [
      paragraph(
        say`${counted(answers.length, 'answer')} to ${counted(questions.length, 'question')}, with names and scores. Keep the file to yourself.`,
      ),
      { kind: 'file', name: `quiz-${day}.csv`, text: toCsv(view) },
    ],
  };
}
