import { expect, it } from 'vitest';
import { violations } from '../../support/web/axe.ts';
import { describeInBrowser, eventually, type Tab } from '../../support/web/browser.ts';

const WIDE = '/grad aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa*bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb+c --detail full';

const background = ({ page }: Tab) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const LIGHT = 'rgb(246, 247, 249)';
const DARK = 'rgb(30, 31, 34)';

const sideways = ({ page }: Tab) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describeInBrowser('the looks of the page', (stage) => {
  it.each(['light', 'dark'] as const)('axe finds nothing wrong in the %s theme', async (colorScheme) => {
    const tab = await stage.tab('/', { colorScheme });
    expect(await violations(tab)).toEqual([]);
    await tab.ask('/train --no-zero-grad');
    await tab.ask('/grad a*b+c a=2 b=-3 c=10 --detail full');
    await tab.ask('/trian');
    for (const [i, platform] of ['Discord', 'Slack'].entries()) {
      await tab.articles.nth(i).getByRole('radio', { name: platform }).click();
      await tab.articles
        .nth(i)
        .getByRole('group', { name: `As ${platform}` })
        .waitFor();
      await tab.articles.nth(i).locator('.payload summary').click();
    }
    await tab.line.focus();
    await tab.page.keyboard.type('/train --');
    await tab.page.getByRole('option', { name: '--data' }).waitFor();
    await tab.page.keyboard.press('ArrowDown');
    expect(await violations(tab)).toEqual([]);
  });

  it("on a phone's width nothing scrolls sideways", async () => {
    const tab = await stage.tab('/', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    expect(await sideways(tab)).toBe(0);
    // In a quiz one has to know which guest one is.
    expect(await tab.page.locator('#who').evaluate((who) => who.scrollWidth <= who.clientWidth)).toBe(true);
    await tab.ask('/train --no-zero-grad');
    await tab.ask(WIDE);
    expect(await sideways(tab)).toBe(0);
    const code = tab.last.getByRole('group', { name: 'Code' }).first();
    expect(await code.evaluate((box) => box.scrollWidth > box.clientWidth)).toBe(true);
    await tab.last.getByRole('radio', { name: 'Discord' }).click();
    await tab.last.getByRole('group', { name: 'As Discord' }).waitFor();
    expect(await sideways(tab)).toBe(0);
    expect(await violations(tab)).toEqual([]);
  });

  it('what a finger is to hit is large enough', async () => {
    const tab = await stage.tab('/', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await tab.ask('/train');
    const small = await tab.page.evaluate(() =>
      [...document.querySelectorAll('button, select, summary, a[download], .views label, #line')]
        .filter((one) => one.checkVisibility())
        .map((one) => ({ what: one.textContent, ...one.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => Math.min(width, height) < 24),
    );
    expect(small).toEqual([]);
  });

  it("the theme is the system's until it is chosen, and then remembered; pictures are drawn for it", async () => {
    const tab = await stage.tab('/', { colorScheme: 'dark' });
    expect(await background(tab)).toBe(DARK);
    await tab.ask('/train');
    const picture = tab.last.getByRole('img').first();
    const address = () => picture.getAttribute('src');
    expect(await address()).toMatch(/theme=dark$/);
    await tab.page.getByLabel('Theme').selectOption('light');
    await eventually(address).toMatch(/theme=light$/);
    expect(await background(tab)).toBe(LIGHT);
    expect(await tab.last.getByRole('link', { name: 'Save picture' }).first().getAttribute('href')).toBe(
      await address(),
    );
    await tab.page.reload();
    expect(await background(tab)).toBe(LIGHT);
    await tab.page.getByLabel('Theme').selectOption('auto');
    expect(await background(tab)).toBe(DARK);
    await tab.page.emulateMedia({ colorScheme: 'light' });
    await tab.answered(1);
    await eventually(address).toMatch(/theme=light$/);
  });

  it('those who do not see the page hear of the answer, and of progress only now and then', async () => {
    const tab = await stage.tab();
    await tab.page.evaluate(() => {
      const status = document.querySelector('#status');
      const said: string[] = [];
      Object.assign(globalThis, { said });
      if (status) new MutationObserver(() => said.push(status.textContent ?? '')).observe(status, { childList: true });
    });
    await tab.ask('/train --data moons --steps 2000');
    const said = await tab.page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    expect(said[0]).toBe('Asked /train --data moons --steps 2000');
    expect(said.at(-1)).toMatch(/^Answer to \/train --data moons --steps 2000: Loss falls from/);
    expect(said.slice(1, -1).every((one) => /^\d+ %$/.test(one))).toBe(true);
    expect(said.length).toBeLessThanOrEqual(6);
    const levels = await tab.page.getByRole('heading').evaluateAll((all) => all.map(({ tagName }) => tagName));
    expect(levels).toEqual(['H1', 'H2', 'H3']);
  });

  it('is printed without its controls', async () => {
    const tab = await stage.tab();
    await tab.ask('/grad a*b');
    await tab.page.emulateMedia({ media: 'print' });
    expect(await tab.line.isVisible()).toBe(false);
    expect(await tab.last.getByText('dL/da = b').first().isVisible()).toBe(true);
  });
});
