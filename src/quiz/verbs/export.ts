import { z } from 'zod';
import { exportView } from '../host/reports.ts';
import { defineVerb } from '../verb.ts';
import { exportReply } from '../views/export.ts';

export default defineVerb({
  name: 'export',
  order: 120,
  summary: 'Host: the answers and scores of the last quiz as CSV, or its questions for Moodle',
  private: true,
  may: ['host', 'manager'],
  does: 'export a quiz',
  options: z.strictObject({
    as: z.enum(['csv', 'gift']).default('csv').describe('csv: answers with names; gift: questions for Moodle'),
  }),
  examples: [
    ['/quiz export', 'a table for a spreadsheet'],
    ['/quiz export --as gift', "questions in Moodle's GIFT format"],
  ],
  read: ({ as }) => as,
  async perform(_: 'csv' | 'gift', context) {
    const quiz = await context.newest();
    context.check(quiz);
    return exportView(quiz);
  },
  reply: exportReply,
});
