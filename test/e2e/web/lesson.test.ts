import { expect, it } from 'vitest';
import { type Look, takeCourse } from '../../support/learning/newcomer.ts';
import { violations } from '../../support/web/axe.ts';
import { describeInBrowser, type Tab } from '../../support/web/browser.ts';

const look = async (tab: Tab): Promise<Look> => ({
  text: await tab.last.locator('.reply').innerText(),
  lines: await tab.last
    .locator('.reply > .buttons [data-command]')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-command') ?? '')),
});

/** Presses the button of a line under what was answered last. */
async function press(tab: Tab, line: string): Promise<Look> {
  const before = await tab.articles.count();
  await tab.last
    .locator('.reply > .buttons')
    .locator(`[data-command=${JSON.stringify(line)}]`)
    .first()
    .click();
  await tab.answered(before + 1);
  return look(tab);
}

describeInBrowser(
  'the course on the page',
  (stage) => {
    it('leads a newcomer from "teach me" to its end', async () => {
      const tab = await stage.tab();
      const taken = await takeCourse({
        async begin() {
          await tab.ask('teach me');
          return look(tab);
        },
        press: (line) => press(tab, line),
        async say(line) {
          await tab.ask(line);
          return look(tab);
        },
      });
      expect(taken.pages.at(-1)).toBe('10.6');
      for (const text of taken.texts) expect(text).not.toMatch(/No picture this time|could not be computed/);
      expect(await violations(tab)).toEqual([]);
    });

    it('has the contents beside the newest page alone, with what is done, by keyboard as well', async () => {
      const tab = await stage.tab('/', { viewport: { width: 1280, height: 900 } });
      await tab.ask('/lesson 1.1');
      await tab.ask('/lesson 1.2');
      const nav = tab.page.getByRole('navigation', { name: 'Lessons' });
      expect(await nav.count()).toBe(1);
      const here = nav.locator('[aria-current=page]');
      expect(await here.innerText()).toContain('One operation makes one value');
      expect(await nav.getByRole('button', { name: 'A formula is a graph (done)' }).count()).toBe(1);
      const [beside, title] = await Promise.all([nav.boundingBox(), tab.last.locator('h3').first().boundingBox()]);
      expect((beside?.x ?? 0) + (beside?.width ?? 0)).toBeLessThan(title?.x ?? 0);
      expect(Math.abs((beside?.y ?? 0) - (title?.y ?? 0))).toBeLessThan(120);
      await nav.getByRole('button', { name: '3 One hop' }).focus();
      await tab.page.keyboard.press('Enter');
      await tab.answered(3);
      expect(await tab.last.locator('h3').first().innerText()).toBe('3.1 A box sees only its neighbours');
      expect(await violations(tab)).toEqual([]);
    });

    it('has them folded above the page on a phone, where nothing scrolls sideways', async () => {
      const tab = await stage.tab('/', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
      await tab.ask('/lesson');
      await tab.ask('/lesson 3.2');
      const nav = tab.page.getByRole('navigation', { name: 'Lessons' });
      expect(await nav.isVisible()).toBe(false);
      await tab.last.getByText('Lessons', { exact: true }).click();
      expect(await nav.isVisible()).toBe(true);
      const sideways = await tab.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(sideways).toBe(0);
      expect(await violations(tab)).toEqual([]);
    });

    it('opens the runs of the last lessons in the lab', async () => {
      const tab = await stage.tab();
      for (const [page, address] of [
        ['9.2', '/lab'],
        ['9.4', '/lab?data=moons'],
        ['10.3', '/lab?zero-grad=false'],
      ] as const) {
        await tab.ask(`/lesson ${page}`);
        expect(await tab.last.getByRole('link', { name: 'Open in the lab' }).getAttribute('href')).toBe(address);
      }
      await tab.ask('/lesson 1.1');
      expect(await tab.last.getByRole('link', { name: 'Open in the lab' }).count()).toBe(0);
    });

    it('knows where somebody was after a restart, and asks the same there', async () => {
      const tab = await stage.tab();
      await tab.ask('/lesson 3.2');
      const before = await look(tab);
      const start = await stage.stop();
      await start();
      await tab.page.reload();
      await tab.ask('/lesson');
      expect((await look(tab)).text).toContain('Next: lesson 3, page 2, “Upstream times local”.');
      expect((await press(tab, '/lesson 3.2')).lines).toEqual(before.lines);
      expect(tab.wrong.splice(0).every((said) => /event stream|ERR_|Failed to load/.test(said))).toBe(true);
    });

    it('begins at a press on the empty page', async () => {
      const tab = await stage.tab();
      await tab.page.getByRole('button', { name: 'teach me' }).click();
      await tab.answered(1);
      expect((await look(tab)).lines[0]).toBe('/lesson 1.1');
    });
  },
  undefined,
  { perUser: 10_000, perTenant: 10_000, actsPerUser: 10_000 },
);
