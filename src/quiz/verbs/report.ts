import { z } from 'zod';
import { reportView } from '../host/reports.ts';
import type { ReportView } from '../session/view-data.ts';
import { defineVerb } from '../verb.ts';
import { reportReply } from '../views/report.ts';

export default defineVerb({
  name: 'report',
  order: 100,
  summary: 'Host: which mistakes the group makes, as a picture and tables, without names',
  private: true,
  may: ['host', 'manager'],
  does: "see the group's report",
  options: z.strictObject({
    detail: z
      .enum(['brief', 'full'])
      .default('brief')
      .describe('full has a table of the mistakes and one of the questions'),
  }),
  examples: [
    ['/quiz report', 'of the last quiz here'],
    ['/quiz report --detail full', 'with a line for each mistake and each question'],
  ],
  read: ({ detail }): 'brief' | 'full' => detail,
  async perform(_: 'brief' | 'full', context): Promise<ReportView> {
    const quiz = await context.newest();
    context.check(quiz);
    return reportView(quiz);
  },
  reply: reportReply,
});
