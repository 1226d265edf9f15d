import { ranked } from '../board.ts';
import type { Quizzes, Visitor } from '../quizzes.ts';
import type { Action } from '../roles.ts';
import type { Changes } from './change.ts';
import { type Desk, nobody, seasonOf } from './commands.ts';
import type { Whole } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { exportView, reportView } from './reports.ts';
import { sessionView } from './view.ts';
import { allow } from './words.ts';

/** To look at what was played, bring questions, and be forgotten. */
export function createRecords(
  { store, clock, views, readQuestions }: QuizzesOptions,
  desk: Desk,
  changes: Changes,
): Pick<Quizzes, 'status' | 'scores' | 'report' | 'export' | 'import' | 'forgetMe'> {
  const newestFor = async (action: Action, who: Visitor): Promise<Whole> => {
    const quiz = await desk.newest(who);
    allow(action, quiz.state, who);
    return quiz;
  };

  const forgetMe = async ({ tenant, user }: Visitor): Promise<number> => {
    const keys = await store.sessionsOf(tenant, user);
    for (const key of keys) {
      await changes.change(key, () => ({
        event: { kind: 'forget', user },
        write: { forget: { user, as: nobody() } },
      }));
    }
    await store.deleteSet(tenant, user);
    return keys.length;
  };

  return {
    status: async (who) => views.status(sessionView(await desk.newest(who), clock.now())),
    async scores({ tenant }, wanted) {
      const { season, from, to } = seasonOf(wanted, clock.now());
      return views.scores({ season, board: ranked(await store.season(tenant, from, to)) });
    },
    report: async (who) => views.report(reportView(await newestFor('report', who))),
    export: async (who, as) => views.exported(exportView(await newestFor('export', who)), as),
    async import({ tenant, user }, text, format) {
      const questions = await readQuestions(text, format);
      await store.saveSet(tenant, user, JSON.stringify(questions), clock.now());
      return views.imported({ questions });
    },
    forgetMe: async (who) => views.forgotten({ sessions: await forgetMe(who) }),
  };
}
