import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { textOf } from '../../support/discord/people.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { WAYS } from '../../support/discord/ways.ts';

describe.each(WAYS)('over %s', (way) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({}, way);
  });
  afterAll(() => stage.close());

  describe('what people typed, said again on Discord', () => {
    it.each([
      '@everyone',
      '@here and <@123> <@!123> <@&123>',
      '<#123> <!channel> </grad:1>',
      '``` @everyone ```',
      '```',
      '`<@123>` ``x``',
      '**loud** __under__ ~~gone~~ ||hidden||',
      '[a link](https://example.com) https://example.com',
      '\\`@everyone\\`',
    ])('is harmless: %s', async (text) => {
      const asked = stage.discord.slash('echo', { text });
      const said = textOf(await asked.answer());
      expect(said).not.toMatch(/@(everyone|here|[!&]?\d)/);
      // Three backticks open or end a block, and nothing else has them: one code block and one table.
      expect(said.split('```')).toHaveLength(5);
      const outside = said.replace(/```[\s\S]*?```|(?<!\\)`[^`\n]*`/g, '');
      expect(outside).not.toMatch(/(?<![\\])[<`|~[]/);
      expect(outside).not.toMatch(/https?:\/\//);
    });

    it('puts a reply that is too long into a file, and says so', async () => {
      const text = 'x'.repeat(300);
      const answer = await stage.discord.slash('echo', { text, times: 20 }).answer();
      expect(textOf(answer)).toContain('This is too long for one message: all of it is in `answer.txt`.');
      expect(answer.uploads.map(({ name }) => name)).toEqual(['answer.txt']);
      const whole = Buffer.from(answer.uploads[0]?.bytes ?? []).toString();
      expect(whole.split(text).length - 1).toBeGreaterThanOrEqual(100);
    });

    it('joins texts that are many but not long', async () => {
      const answer = await stage.discord.slash('echo', { text: 'x', times: 30 }).answer();
      expect(answer.uploads).toEqual([]);
      expect(textOf(answer).match(/## x/g)).toHaveLength(30);
    });

    fitsTheDescription(() => stage);
  });
});
