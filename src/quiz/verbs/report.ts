import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { VerbContext } from '../host/context.ts';
import { loadWhole } from '../host/load.ts';
import { sessionMeant, withNames } from '../host/meant.ts';
import { peopleView, reportView, seasonReportView } from '../host/reports.ts';
import { rangeOf, SEASON, seasonOf } from '../season.ts';
import type { PeopleView, ReportView, SeasonReportView } from '../session/report-data.ts';
import { defineVerb } from '../verb.ts';
import { peopleReply } from '../views/people.ts';
import { reportReply } from '../views/report.ts';
import { seasonReply } from '../views/season.ts';

interface Wanted {
  readonly detail: 'brief' | 'full';
  readonly page: number;
  readonly people: boolean;
  readonly season: string | undefined;
  readonly quiz: string | undefined;
}

type Result =
  | { readonly what: 'report'; readonly view: ReportView }
  | { readonly what: 'people'; readonly view: PeopleView }
  | { readonly what: 'season'; readonly view: SeasonReportView };

export default defineVerb({
  name: 'report',
  order: 100,
  summary: 'Host: what the group gets wrong, question by question; over a season; or person by person',
  text: 'quiz',
  private: true,
  may: ['host', 'manager'],
  does: "see the group's report",
  options: z.strictObject({
    detail: z
      .enum(['brief', 'full'])
      .default('brief')
      .describe('full has each question with the share of each answer, without names'),
    page: z.int().min(1).max(99).default(1).describe('of the questions in full, eight at a time'),
    people: z.boolean().default(false).describe('a table of who got which question right, also as CSV'),
    season: z
      .string()
      .regex(SEASON, 'a month is written 2026-10.')
      .optional()
      .describe('which misconceptions went away in a calendar month such as 2026-10')
      .meta({ suggestions: ['2026-10'] }),
    quiz: z
      .string()
      .max(40)
      .optional()
      .describe('of which quiz or task, as its buttons say; the last quiz here if left out'),
  }),
  examples: [
    ['/quiz report', 'of the last quiz here'],
    ['/quiz report --detail full', 'each question, and the share of each answer as a picture'],
    ['/quiz report --people', 'who got what right, for the host alone'],
    ['/quiz report --season 2026-10', 'which misconceptions went away'],
  ],
  read: ({ detail, page, people, season, quiz }): Wanted => ({
    detail,
    page,
    people,
    season,
    quiz: quiz?.trim() || undefined,
  }),
  async perform(wanted: Wanted, context): Promise<Result> {
    if (wanted.season !== undefined) return { what: 'season', view: await overSeason(wanted.season, context) };
    const quiz = await sessionMeant(wanted.quiz, context);
    context.check(quiz);
    if (!wanted.people) return { what: 'report', view: reportView(quiz) };
    return { what: 'people', view: peopleView(withNames(quiz)) };
  },
  reply(result, { detail, page }) {
    if (result.what === 'people') return peopleReply(result.view);
    return result.what === 'season' ? seasonReply(result.view) : reportReply(result.view, detail, page);
  },
});

/** What of a month they may see: what they hosted, and all to who manages the server. */
async function overSeason(season: string, { options, who }: VerbContext): Promise<SeasonReportView> {
  const { from, to } = rangeOf(season);
  const rows = await options.store.sessionsIn(who.tenant, who.channel, from, to);
  const all = await Promise.all(rows.map((row) => loadWhole(options.store, row)));
  const own = all.filter(({ state }) => who.manages || state.hosts.includes(who.user));
  if (own.length > 0) return seasonReportView(season, own);
  if (all.length === 0) {
    const latest = await options.store.latest(who.tenant, who.channel);
    const [task] = await options.store.tasks(who.tenant, who.channel, 1);
    const newest = Math.max(latest?.startedAt ?? 0, task?.startedAt ?? 0);
    throw new UserError(`There was no quiz and no task here in ${season}.`, {
      code: 'E_NO_QUIZ',
      hint: newest === 0 ? 'Start a quiz with `/quiz start`.' : `The last one here was in ${seasonOf(newest)}.`,
      remedies: [newest === 0 ? '/quiz start' : `/quiz report --season ${seasonOf(newest)}`],
    });
  }
  throw new UserError('You hosted no quiz or task here in this month.', {
    code: 'E_NOT_ALLOWED',
    hint: 'Its hosts may see the report, and who manages the server.',
  });
}
