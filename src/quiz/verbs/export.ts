import { z } from 'zod';
import { withOption } from '../../command/format.ts';
import type { Requester } from '../../command/requester.ts';
import { UserError } from '../../errors.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../questions/formats/write.ts';
import type { Question } from '../../questions/question.ts';
import { managesBanks, ofManagers } from '../bank/place.ts';
import { sessionMeant, withNames } from '../host/meant.ts';
import { exportView } from '../host/reports.ts';
import type { ExportView } from '../session/report-data.ts';
import { defineVerb } from '../verb.ts';
import { exportReply, questionsReply } from '../views/export.ts';

interface Request {
  readonly as: 'csv' | ExportFormat;
  /** The topic of imported questions; `all` for all of them. */
  readonly from?: string | undefined;
  readonly quiz?: string | undefined;
}

type Exported = ExportView | { readonly brought: readonly Question[] };

export default defineVerb({
  name: 'export',
  order: 120,
  summary: 'Host: the answers to a quiz or task as CSV, or its questions; the questions you imported',
  text: 'quiz',
  private: true,
  /** Of a quiz; what is in the bank goes to those who may look into it. */
  may: ['host', 'manager'],
  does: 'export a quiz',
  options: z.strictObject({
    as: z
      .enum(['csv', ...EXPORT_FORMATS])
      .optional()
      .describe('csv: answers with names, if left out; the others: questions, such as for Moodle'),
    from: z
      .string()
      .max(100)
      .optional()
      .describe('not a quiz, but a topic of the questions you imported; all for all of them')
      .meta({ suggestions: ['all'] }),
    quiz: z
      .string()
      .max(40)
      .optional()
      .describe('of which quiz or task, as its buttons say; the last quiz here if left out'),
  }),
  examples: [
    ['/quiz export', 'a table for a spreadsheet'],
    ['/quiz export --as gift', "questions in Moodle's GIFT format"],
    ['/quiz export --from "unit 3"', 'a topic of the bank, to keep or to bring elsewhere'],
  ],
  read: ({ as, from, quiz }): Request => ({
    as: as ?? (from === undefined ? 'csv' : EXPORT_FORMATS[0]),
    from,
    quiz: quiz?.trim() || undefined,
  }),
  async perform({ as, from, quiz: key }: Request, context): Promise<Exported> {
    if (from !== undefined) {
      if (key !== undefined) throw bothMeant(key, from);
      if (as === 'csv') throw onlyAnswers();
      const named = /^all$/i.test(from.trim()) ? undefined : from;
      const ids = await context.bank.ids({ from: named }, (topic) => withOption('/quiz export', 'from', topic));
      const { user } = context.who;
      const manages = managesBanks(context.who);
      const brought = (await context.bank.entries(ids)).filter((entry) => manages || entry.user === user);
      if (brought.length === 0) throw notYours(context.who);
      return { brought: brought.map(({ question }) => question) };
    }
    const quiz = await sessionMeant(key, context);
    context.check(quiz);
    return exportView(as === 'csv' ? withNames(quiz) : quiz);
  },
  reply: (exported: Exported, { as }) =>
    'brought' in exported && as !== 'csv'
      ? questionsReply(exported.brought, 'questions', as)
      : exportReply(exported as ExportView, as),
});

const onlyAnswers = (): UserError =>
  new UserError('As CSV there are the answers of a quiz, and no questions.', {
    code: 'E_OPTION_VALUE',
    hint: `Take \`--as ${EXPORT_FORMATS[0]}\`.`,
  });

const bothMeant = (key: string, from: string): UserError =>
  new UserError('There are questions from two places at once.', {
    code: 'E_TWO_SOURCES',
    hint: 'Name a quiz, or imported questions with `--from`.',
    remedies: [withOption('/quiz export', 'from', from), `/quiz export ${key} --as ${EXPORT_FORMATS[0]}`],
  });

const notYours = (who: Pick<Requester, 'tenant'>): UserError =>
  new UserError(`Only who imported questions${ofManagers(who, ', or who manages the server,')} may export them.`, {
    code: 'E_NOT_ALLOWED',
  });
