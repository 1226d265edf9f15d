import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { buttonsOf, picturesOf, textOf } from '../../support/discord/people.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { WAYS } from '../../support/discord/ways.ts';

describe.each(WAYS)('over %s', (way) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({}, way);
  });
  afterAll(() => stage.close());

  describe('commands on Discord', () => {
    it('answers /grad for everybody', async () => {
      const asked = stage.discord.slash('grad', { formula: 'a*b+c' });
      const answer = await asked.answer();
      expect(textOf(answer)).toContain('dL/da = b');
      expect(answer.ephemeral).toBe(false);
      expect(asked.kind).toBe('thinking');
    });

    it('answers in direct messages, and in servers where it is no member', async () => {
      for (const guild of [null, '200000000000000099']) {
        const answer = await stage.discord.slash('grad', { formula: 'a*b' }, { guild }).answer();
        expect(textOf(answer)).toContain('dL/da = b');
      }
    });

    it('understands every spelling of /train --no-zero-grad alike, and shows both pictures with alt texts', async () => {
      const spellings = [
        { 'zero-grad': false, args: '--detail full' },
        { args: '--no-zero-grad --detail full' },
        { args: '—no-zero-grad —detail full' },
        { args: '--zero-grad false --detail full' },
        { args: 'zero_grad=false detail=full' },
        { args: 'zero-grad:off detail:full' },
        { args: '–no-zero-grad --detail full', 'zero-grad': false },
      ];
      const bodies: string[] = [];
      for (const spelling of spellings) {
        const answer = await stage.discord.slash('train', spelling).answer();
        bodies.push(JSON.stringify(answer.body));
        const pictures = picturesOf(answer);
        expect(pictures.map(({ name }) => name)).toEqual(['loss.png', 'tracked.png']);
        for (const { alt, bytes } of pictures) {
          expect(alt.length).toBeGreaterThan(40);
          expect(Buffer.from(bytes.subarray(1, 4)).toString()).toBe('PNG');
        }
      }
      expect(bodies[0]).toContain('Never zeroed');
      expect(new Set(bodies).size).toBe(1);
    });

    it('takes a whole line in the first option, where Discord puts it', async () => {
      const [whole, parts] = await Promise.all([
        stage.discord.slash('grad', { formula: 'a*b+c a=2 b=-3 c=10 --detail full' }).answer(),
        stage.discord.slash('grad', { formula: 'a*b+c a=2 b=-3 c=10', detail: 'full' }).answer(),
      ]);
      expect(textOf(whole)).toBe(textOf(parts));
      const minus = await stage.discord.slash('grad', { formula: 'a --b' }).answer();
      expect(textOf(minus)).toContain('dL/db');
    });

    it('gives private answers where the command says so', async () => {
      const asked = stage.discord.slash('help');
      expect((await asked.answer()).ephemeral).toBe(true);
      expect(asked.kind).toBe('thinking privately');
    });

    it('refuses a typing mistake in private, without a word to the others', async () => {
      const asked = stage.discord.slash('train', { args: '--no-zero-gard' });
      const answer = await asked.answer();
      expect(textOf(answer)).toContain('Did you mean `--no-zero-grad`?');
      expect(asked.kind).toBe('thinking privately');
      expect(answer.ephemeral).toBe(true);
    });

    it('takes the public reply back for a refusal that comes later', async () => {
      const asked = stage.discord.slash('grad', { formula: 'a*(b' });
      const answer = await asked.answer();
      expect(asked.kind).toBe('thinking');
      expect(asked.deleted).toBe(true);
      expect(asked.followups).toEqual([answer]);
      expect(answer.ephemeral).toBe(true);
      expect(textOf(answer)).toContain('^');
    });

    it('says in private that it does not know a command that is still registered', async () => {
      const answer = await stage.discord.slash('gard').answer();
      expect(answer.ephemeral).toBe(true);
      expect(textOf(answer)).toContain('Did you mean `/grad`?');
    });

    it('answers a click for everybody where the button says so', async () => {
      const shown = await stage.discord.slash('shout').answer();
      const click = stage.discord.click(buttonsOf(shown)['Again, for all'] as string);
      expect(textOf(await click.answer())).toContain('Hear, hear.');
      expect(click.kind).toBe('thinking');
    });

    it('answers a click on a button like its line, privately', async () => {
      const shown = await stage.discord.slash('grad', { formula: 'a*b+c' }).answer();
      const click = stage.discord.click(buttonsOf(shown)['Every step'] as string);
      const answer = await click.answer();
      expect(click.kind).toBe('thinking privately');
      const typed = await stage.discord.slash('grad', { args: 'a*b+c --detail full' }).answer();
      expect(textOf(answer)).toBe(textOf(typed));
    });

    it('keeps a line that is too long for a button, and answers a button that nobody knows', async () => {
      const formula = `${Array.from({ length: 40 }, (_, i) => `a${i}`).join('+')}`;
      const shown = await stage.discord.slash('grad', { formula }).answer();
      const id = buttonsOf(shown)['Every step'] as string;
      expect(id.length).toBeLessThanOrEqual(100);
      expect(textOf(await stage.discord.click(id).answer())).toContain('a39');
      expect(textOf(await stage.discord.click('#unknown').answer())).toContain('no longer know');
      expect(textOf(await stage.discord.click('?').answer())).toContain('no longer know');
    });

    it.each([
      ['train', 'data', 'mo', ['moons']],
      ['train', 'args', '--mom', ['--momentum 1 --steps 20']],
      ['grad', 'formula', 'TANH', ['tanh(w*x+b)']],
      ['help', 'command', 'trai', ['train']],
      ['help', 'command', 'upst', ['upstream gradient']],
      ['train', 'layers', 'nothing like it', []],
      ['nobody', 'knows', '', []],
    ])('offers values for /%s %s: %s', async (command, option, value, offered) => {
      const asked = stage.discord.type(command, option, value);
      await asked.until(() => asked.kind === 'choices');
      expect(asked.choices.map((choice) => choice['value'])).toEqual(offered);
    });

    fitsTheDescription(() => stage);
  });
});
