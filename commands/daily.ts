import { z } from 'zod';
import { type ActContext, defineCommand } from '../src/command/define.ts';
import type { DailyServices } from '../src/learning/daily/manage.ts';
import { TOPICS } from '../src/questions/type.ts';

const none = z.strictObject({});
type Context = ActContext<DailyServices>;

/** `/daily` and what to do: one question a day in a channel. */
export default [
  defineCommand({
    name: 'daily on',
    summary: 'One question a day in this channel, for what the group needs most; or change its settings',
    private: true,
    options: z.strictObject({
      time: z
        .string()
        .max(20)
        .optional()
        .describe('when it comes: 18:00, 8am; as before, or 18:00, if left out')
        .meta({ suggestions: ['18:00', '8am', 'noon'] }),
      zone: z
        .string()
        .max(60)
        .optional()
        .describe('the time zone of the time; the one that was used here last if left out, or UTC')
        .meta({ suggestions: ['Europe/Berlin', 'America/New_York', 'UTC'] }),
      days: z
        .string()
        .max(60)
        .optional()
        .describe('on which days: mon-fri, mon,wed,fri, weekdays or daily; every day if left out')
        .meta({ suggestions: ['daily', 'mon-fri', 'mon,wed,fri'] }),
      topic: z
        .enum([...TOPICS, 'all'])
        .optional()
        .describe('what it is about; what the group needs most if left out'),
      level: z
        .int()
        .min(0)
        .max(5)
        .optional()
        .describe('1 one operation, 2 two or three, 3 reuse, 4 activations, 5 networks; 0 any'),
      pin: z.boolean().optional().describe('pins the question while it is open, where I may'),
      names: z.boolean().optional().describe('says with the answer who was right; without it only counts'),
    }),
    examples: [
      ['/daily on --time 18:00 --zone Europe/Berlin', 'every evening'],
      ['/daily on --time 8am --zone Europe/Berlin --days mon-fri --topic graph', 'before class, about graphs'],
      ['/daily on --names', 'whoever was right is named; people are told before they answer'],
    ],
    act: (values, { services, who }: Context) => services.daily.on(values, who),
  }),
  defineCommand({
    name: 'daily off',
    summary: 'No question of the day here any more; the answer to the open one is shown',
    private: true,
    options: none,
    examples: [['/daily off', 'its settings are kept for another time']],
    act: (_, { services, who }: Context) => services.daily.off(who),
  }),
  defineCommand({
    name: 'daily status',
    summary: 'When the next question of the day comes here, how the last one went, and the streak of the group',
    private: true,
    options: none,
    examples: [['/daily status', 'also what is in its way']],
    act: (_, { services, who }: Context) => services.daily.status(who),
  }),
  defineCommand({
    name: 'daily now',
    summary: "Ask today's question of the day at once; there is one a day",
    private: true,
    options: none,
    examples: [['/daily now', 'when all are there already']],
    act: (_, { services, who }: Context) => services.daily.now(who),
  }),
];
