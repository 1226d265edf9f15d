import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { FORMATS, type LeftOut, leftOutSentences, readSentence } from '../../questions/formats/formats.ts';
import { OWN } from '../../questions/own.ts';
import type { Question } from '../../questions/question.ts';
import { buttons, code, list, paragraph, say, withCode } from '../../reply/build.ts';
import { MAX_LONG_INPUT, type Reply } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { MOST_ROUNDS } from '../session/times.ts';
import { defineVerb } from '../verb.ts';

interface Brought {
  readonly text: string;
  readonly format?: (typeof FORMATS)[number] | undefined;
}

export default defineVerb({
  name: 'import',
  order: 110,
  summary: 'Bring your own questions, in YAML, CSV or GIFT; ask them with /quiz start --topic own',
  text: 'paste',
  private: true,
  /** What somebody brings is asked only in quizzes that they start themselves. */
  may: ['anyone'],
  does: 'bring questions',
  options: z.strictObject({
    paste: z
      .string()
      .max(6000)
      .optional()
      .describe('the questions themselves, in place of a file')
      .meta({ verbatim: true }),
    file: z.string().max(400).optional().describe('a file with up to 500 questions').meta({ attachment: true }),
    format: z.enum(FORMATS).optional().describe('found out from the text if left out'),
  }),
  examples: [
    ['/quiz import --file questions.yaml', 'a file; every mistake in it is named with its line'],
    ['/quiz import What is 2*3? {=6 ~5 ~8}', 'a question in GIFT'],
  ],
  form: ({ paste, file, format }) => (paste === undefined && file === undefined ? pasteForm(format) : undefined),
  read({ paste, file, format }, files): Brought {
    if (paste !== undefined && file !== undefined) {
      throw new UserError('There is both a file and a text with questions.', {
        code: 'E_TWO_SOURCES',
        hint: 'Bring one after the other.',
      });
    }
    return { text: paste ?? files[file ?? ''] ?? '', format };
  },
  async perform({ text, format }: Brought, { options, who }) {
    const { store, clock, readQuestions } = options;
    const { questions, leftOut } = await readQuestions(text, format);
    await store.saveSet(who.tenant, who.user, JSON.stringify(questions), clock.now());
    return { questions, leftOut };
  },
  reply: imported,
});

interface Imported {
  readonly questions: Question[];
  readonly leftOut: LeftOut[];
}

/** What was imported and what not, and how to ask it. */
function imported({ questions, leftOut }: Imported): Reply {
  const typed = questions.filter(({ options }) => options.length === 0).length;
  const alsoTyped = typed === 0 ? '' : ` ${typed} of them ${typed === 1 ? 'wants' : 'want'} a typed answer.`;
  const rounds = Math.min(questions.length, MOST_ROUNDS);
  const line = `/quiz start --topic ${OWN} --rounds ${rounds}`;
  return {
    nodes: [
      paragraph(say`${counted(questions.length, 'question')} imported.${alsoTyped} Ask them with ${code(line)}.`),
      ...(leftOut.length === 0 ? [] : [paragraph(say`${readSentence({ questions, leftOut })}`)]),
      ...(leftOut.length === 0 ? [] : [list(leftOutSentences(leftOut).map(withCode))]),
      buttons({ label: 'Start a quiz with them', command: line }),
    ],
  };
}

/** Where to paste questions: in a chat's own line a text loses its line breaks, in a form it keeps them. */
const pasteForm = (format: string | undefined): Reply => ({
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
