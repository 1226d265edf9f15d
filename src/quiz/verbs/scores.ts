import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { buttons, heading, paragraph, say } from '../../reply/build.ts';
import type { Button, Reply } from '../../reply/document.ts';
import { ranked } from '../scoring.ts';
import { rangeOf, SEASON, seasonBefore, seasonOf } from '../season.ts';
import type { ScoresView } from '../session/view-data.ts';
import { defineVerb } from '../verb.ts';
import { boardNodes } from '../views/parts.ts';
import { one } from '../views/session.ts';

export default defineVerb({
  name: 'scores',
  order: 90,
  summary: 'The board of a month, over all quizzes here',
  may: ['anyone'],
  does: 'see the scores',
  options: z.strictObject({
    season: z
      .string()
      .regex(SEASON, 'a month is written 2026-10.')
      .optional()
      .describe('a calendar month such as 2026-10; this one if left out')
      .meta({ suggestions: ['2026-10'] }),
  }),
  examples: [
    ['/quiz scores', 'this month'],
    ['/quiz scores --season 2026-10', 'another one'],
  ],
  read: ({ season }) => season,
  async perform(wanted: string | undefined, { options, who }): Promise<ScoresView> {
    const { store, clock } = options;
    const season = wanted ?? seasonOf(clock.now());
    if (!SEASON.test(season))
      throw new UserError('A season is a month.', { code: 'E_SEASON_FORMAT', hint: 'Write it like `2026-11`.' });
    const { from, to } = rangeOf(season);
    return { season, board: ranked(await store.season(who.tenant, from, to)) };
  },
  reply: scoresReply,
});

const START: Button = { label: 'Start a quiz', command: '/quiz start' };

function scoresReply({ season, board }: ScoresView): Reply {
  if (board.length === 0) return one(say`Nobody has scored in season ${season} yet.`, buttons(START));
  return {
    nodes: [
      heading(`Scores of season ${season}`),
      ...boardNodes(board),
      paragraph(say`A season is a calendar month in UTC.`),
      buttons({ label: 'The month before', command: `/quiz scores --season ${seasonBefore(season)}` }, START),
    ],
  };
}
