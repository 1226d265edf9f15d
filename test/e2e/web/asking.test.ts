import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { makeDoor } from '../../support/door.ts';
import { describeInBrowser, eventually } from '../../support/web/browser.ts';
import { HOSTILE } from '../../support/web/markup.ts';

describeInBrowser('asking on the page', (stage) => {
  it('a newcomer has three commands to click, in their order', async () => {
    const tab = await stage.tab();
    const cards = tab.page.getByRole('listitem').getByRole('button');
    const commands = await cards.evaluateAll((all) => all.map((card) => card.getAttribute('data-command')));
    expect(commands).toEqual(['/grad a*b+c', '/train', '/train --no-zero-grad']);
    await cards.first().click();
    await tab.answered(1);
    expect(await tab.last.getByRole('heading', { level: 2 }).textContent()).toBe('/grad a*b+c');
    expect(await tab.last.textContent()).toContain('dL/da = b');
    expect(await cards.first().isVisible()).toBe(false);
  });

  it('the address is a link to the last answer, which opens it again', async () => {
    const tab = await stage.tab();
    await tab.ask('/grad a*b+c');
    const address = tab.page.url();
    expect(address).toBe(`${stage.url}/#/grad%20a*b+c`);
    const other = await stage.tab(address.slice(stage.url.length));
    await other.answered(1);
    expect(await other.last.textContent()).toContain('dL/da = b');
    expect(await other.articles.count()).toBe(1);
    await other.page.evaluate(() => {
      location.hash = '#/grad%20x%5E2%20x=3';
    });
    await other.answered(2);
    expect(await other.last.getByRole('heading', { level: 2 }).textContent()).toBe('/grad x^2 x=3');
  });

  it.each(['#%', '#//evil.example'])('an address with %s does no harm', async (hash) => {
    const tab = await stage.tab(`/${hash}`);
    await tab.ask('/grad a');
    expect(await tab.last.textContent()).toContain('dL/da = 1');
  });

  it('buttons type their command', async () => {
    const tab = await stage.tab();
    await tab.ask('/grad a*b+c a=2 b=-3 c=10');
    await tab.last.getByRole('button', { name: 'Every step' }).click();
    await tab.answered(2);
    expect(await tab.last.getByRole('heading', { level: 2 }).textContent()).toMatch(/--detail full$/);
    expect(await tab.last.textContent()).toContain('FORWARD');
  });

  it('pictures are shown, and saved', async () => {
    const tab = await stage.tab();
    await tab.ask('/train --no-zero-grad');
    const picture = tab.last.getByRole('img', { name: /never reset|Never zeroed/i }).first();
    await eventually(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1600);
    expect((await picture.boundingBox())?.width).toBeLessThanOrEqual(800);
    const saving = tab.page.waitForEvent('download');
    await tab.last.getByRole('link', { name: 'Save picture' }).first().click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('loss.png');
    expect((await readFile(await saved.path())).subarray(1, 4).toString()).toBe('PNG');
  });

  it('what was typed wrong is explained, and whatever was typed stays text', async () => {
    const tab = await stage.tab();
    await tab.ask('/trian');
    expect(await tab.last.textContent()).toContain('Did you mean /train?');
    for (const line of [...HOSTILE.slice(0, 3), `/grad ${HOSTILE[1]}`]) {
      await tab.ask(line);
      expect(await tab.last.getByRole('heading', { level: 2 }).textContent()).toBe(line);
      for (const platform of ['Discord', 'Slack']) {
        await tab.last.getByRole('radio', { name: platform }).click();
        await tab.last.getByRole('group', { name: `As ${platform}` }).waitFor();
      }
    }
    expect(await tab.page.locator('#log :is(script, iframe, svg, a, [onerror], [onload])').count()).toBe(0);
  });

  it('two tabs are one person with two conversations, until one of them is somebody else', async () => {
    const one = await stage.tab();
    const other = await one.page.context().newPage();
    await other.goto(`${stage.url}/`);
    await one.ask('/grad a');
    const who = (page: Page) => page.locator('#who').textContent();
    expect(await who(one.page)).toBe(await who(other));
    expect(await other.getByRole('article').count()).toBe(0);
    await other.locator('#who').click();
    await other.getByText('Another person, another device').click();
    await other.getByRole('button', { name: 'I am somebody else' }).click();
    await eventually(() => who(other)).not.toBe(await who(one.page));
    const before = await who(other);
    for (const page of [one.page, other]) await page.reload();
    expect(await who(other)).toBe(before);
    expect(await who(one.page)).not.toBe(before);
  });

  it('without a network nothing typed is lost, and asking again helps', async () => {
    const tab = await stage.tab();
    await tab.page.context().setOffline(true);
    await tab.ask('/grad a*b');
    expect(await tab.last.textContent()).toContain('I cannot reach Chainrule');
    expect(await tab.line.inputValue()).toBe('/grad a*b');
    // The browser itself notes what could not be loaded.
    tab.wrong.length = 0;
    await tab.page.context().setOffline(false);
    await tab.last.getByRole('button', { name: 'Try again' }).click();
    await tab.answered(2);
    expect(await tab.last.textContent()).toContain('dL/da = b');
  });
});

/** The commands with one that works until a door is open. */
const COMMANDS = new URL('../../support/discord/commands/', import.meta.url);

describeInBrowser(
  'long work on the page',
  (stage) => {
    it('progress moves, and work can be stopped', async () => {
      const { path } = await makeDoor();
      const tab = await stage.tab();
      await tab.line.fill(`/slow --door "${path}"`);
      await tab.line.press('Enter');
      const bar = tab.last.getByRole('progressbar');
      await bar.waitFor();
      const value = () => bar.evaluate((element) => (element as HTMLProgressElement).value);
      const first = await value();
      await eventually(value).toBeGreaterThan(first);
      await tab.last.getByRole('button', { name: 'Stop' }).click();
      await tab.answered(1);
      expect(await tab.last.locator('.reply').textContent()).toBe('Stopped.');
      await tab.ask('/grad a');
      expect(await tab.last.textContent()).toContain('dL/da = 1');
    });
  },
  COMMANDS,
);
