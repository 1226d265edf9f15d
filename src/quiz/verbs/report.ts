import { reportView } from '../host/reports.ts';
import { defineVerb } from '../verb.ts';
import { none } from '../verb-options.ts';
import { reportReply } from '../views/report.ts';

export default defineVerb({
  name: 'report',
  order: 100,
  summary: 'Host: which mistakes the group makes, as a picture and tables, without names',
  private: true,
  may: ['host', 'manager'],
  does: "see the group's report",
  options: none,
  examples: [['/quiz report', 'of the last quiz here']],
  async perform(_, context) {
    const quiz = await context.newest();
    context.check(quiz);
    return reportView(quiz);
  },
  reply: reportReply,
});
