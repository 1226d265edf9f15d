import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../questions/formats/write.ts';
import type { Question } from '../../questions/question.ts';
import { managesBanks } from '../bank/place.ts';
import { exportView } from '../host/reports.ts';
import type { ExportView } from '../session/view-data.ts';
import { defineVerb } from '../verb.ts';
import { exportReply, questionsReply } from '../views/export.ts';

interface Request {
  readonly as: 'csv' | ExportFormat;
  /** The topic of imported questions; `all` for all of them. */
  readonly from?: string | undefined;
}

type Exported = ExportView | { readonly brought: readonly Question[] };

export default defineVerb({
  name: 'export',
  order: 120,
  summary: 'Host: the answers of the last quiz as CSV, or its questions; the questions you imported',
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
  }),
  examples: [
    ['/quiz export', 'a table for a spreadsheet'],
    ['/quiz export --as gift', "questions in Moodle's GIFT format"],
    ['/quiz export --from "unit 3"', 'a topic of the bank, to keep or to bring elsewhere'],
  ],
  read: ({ as, from }): Request => ({ as: as ?? (from === undefined ? 'csv' : EXPORT_FORMATS[0]), from }),
  async perform({ as, from }: Request, context): Promise<Exported> {
    if (from !== undefined) {
      if (as === 'csv') throw onlyAnswers();
      const topic = /^all$/i.test(from.trim()) ? undefined : from;
      const ids = await context.bank.ids({ from: topic }, { command: '/quiz export', flag: 'from' });
      const { user } = context.who;
      const manages = managesBanks(context.who);
      const brought = (await context.bank.entries(ids)).filter((entry) => manages || entry.user === user);
      if (brought.length === 0) throw notYours();
      return { brought: brought.map(({ question }) => question) };
    }
    const quiz = await context.newest();
    context.check(quiz);
    return exportView(quiz);
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

const notYours = (): UserError =>
  new UserError('Only who imported questions, or who manages the server, may export them.', { code: 'E_NOT_ALLOWED' });
