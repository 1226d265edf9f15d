import { toGift } from '../../questions/formats/to-gift.ts';
import { OWN } from '../../questions/own.ts';
import type { Question } from '../../questions/question.ts';
import { buttons, code, paragraph, say } from '../../reply/build.ts';
import { MAX_LONG_INPUT, type Reply } from '../../reply/document.ts';
import { toCsv } from '../export-csv.ts';
import { MOST_ROUNDS } from '../session/times.ts';
import type { ExportView } from '../session/view-data.ts';
import { count } from './parts.ts';

/** A quiz as a file: its answers and scores as CSV, or its questions as GIFT. */
export function exportedView(view: ExportView, as: 'csv' | 'gift'): Reply {
  const { questions, answers, startedAt } = view;
  const day = new Date(startedAt).toISOString().slice(0, 10);
  if (questions.length === 0)
    return { nodes: [paragraph(say`No question has been revealed yet, so there is nothing to export.`)] };
  if (as === 'gift') {
    const text = toGift(questions.map(({ question }) => question));
    return {
      nodes: [
        paragraph(
          say`${count(questions.length, 'question')} in Moodle's GIFT format. ${code('/quiz import')} reads them too.`,
        ),
        { kind: 'file', name: `quiz-${day}.gift`, text },
      ],
    };
  }
  return {
    nodes: [
      paragraph(
        say`${count(answers.length, 'answer')} to ${count(questions.length, 'question')}, with names and scores. Keep the file to yourself.`,
      ),
      { kind: 'file', name: `quiz-${day}.csv`, text: toCsv(view) },
    ],
  };
}

/** What was imported, and how to ask it. */
export function importedView({ questions }: { readonly questions: readonly Question[] }): Reply {
  const typed = questions.filter(({ options }) => options.length === 0).length;
  const alsoTyped = typed === 0 ? '' : ` ${typed} of them ${typed === 1 ? 'wants' : 'want'} a typed answer.`;
  const rounds = Math.min(questions.length, MOST_ROUNDS);
  const line = `/quiz start --topic ${OWN} --rounds ${rounds}`;
  return {
    nodes: [
      paragraph(say`${count(questions.length, 'question')} imported.${alsoTyped} Ask them with ${code(line)}.`),
      buttons({ label: 'Start a quiz with them', command: line }),
    ],
  };
}

/** Where to paste questions: in a chat's own line a text loses its line breaks, in a form it keeps them. */
export const importForm = (format: string | undefined): Reply => ({
  nodes: [
    paragraph(
      say`Paste your questions, in YAML, CSV or GIFT: ${MAX_LONG_INPUT} characters at most. More of them need a file: attach it with ${code('--file')}, on Slack to a message that mentions me and says ${code('quiz import')}.`,
    ),
    buttons({
      label: 'Paste questions',
      command: format === undefined ? '/quiz import' : `/quiz import --format ${format}`,
      input: 'Your questions',
      long: true,
    }),
  ],
});
