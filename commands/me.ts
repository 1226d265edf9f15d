import { z } from 'zod';
import { type ActContext, defineCommand } from '../src/command/define.ts';
import { UserError } from '../src/errors.ts';
import type { LearningServices } from '../src/learning/services.ts';
import { buttons, paragraph, say } from '../src/reply/build.ts';
import { shorten } from '../src/text.ts';

const WHAT = ['export', 'forget'] as const;

/** @throws UserError for another word */
function readWhat(typed: string | undefined): (typeof WHAT)[number] | undefined {
  const word = typed?.trim().toLowerCase() ?? '';
  const what = WHAT.find((one) => one === word);
  if (what !== undefined || word === '') return what;
  throw new UserError(`\`/me\` knows no \`${shorten(word.replaceAll('`', "'"))}\`.`, {
    code: 'E_UNKNOWN_WHAT',
    hint: 'Take `/me export` for all that is kept of you, or `/me forget` to delete it.',
    remedies: ['/me', '/me export'],
  });
}

export default defineCommand({
  name: 'me',
  summary: 'What you can do, which mistakes are gone, and what is due',
  text: 'what',
  private: true,
  options: z.strictObject({
    what: z
      .string()
      .max(20)
      .optional()
      .describe('export: all that is kept of you, as a file; forget: delete all of it')
      .meta({ suggestions: [...WHAT] }),
    detail: z.enum(['brief', 'full']).default('brief').describe('full: every skill and every mistake'),
    page: z.int().min(1).max(99).default(1).describe('of all details').meta({ typedOnly: true }),
    sure: z.boolean().default(false).describe('deletes at once, without asking').meta({ typedOnly: true }),
  }),
  examples: [
    ['/me', 'in short, with a picture'],
    ['/me --detail full', 'every skill, how sure it is, and when it comes back'],
    ['/me export', 'all that is kept of you, as JSON'],
    ['/me forget', 'asks before everything about you is deleted'],
  ],
  act: ({ what, detail, page, sure }, { services, who }: ActContext<LearningServices>) =>
    services.learning.me({ what: readWhat(what), full: detail === 'full', page, sure }, who),
  run({ what }) {
    readWhat(what);
    return {
      nodes: [
        paragraph(
          say`Nothing is kept of you here. A bot that keeps running knows what you can do: start one with npm start.`,
        ),
        buttons({ label: 'A question to begin with', command: '/review' }),
      ],
    };
  },
});
