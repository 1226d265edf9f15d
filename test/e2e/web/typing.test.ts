import { expect, it } from 'vitest';
import { describeInBrowser, eventually, type Tab } from '../../support/web/browser.ts';

/** The list of commands and options: what stands in it once it has caught up with what is typed. */
const offered = (tab: Tab) => eventually(() => tab.page.getByRole('option').locator('code').allTextContents());

const chosen = async ({ line, page }: Tab): Promise<string | null> => {
  const id = await line.getAttribute('aria-activedescendant');
  return id === null ? null : page.locator(`#${id}[aria-selected=true] code`).textContent();
};

describeInBrowser('typing on the page', (stage) => {
  it('completes commands, options and values with the keyboard alone', async () => {
    const tab = await stage.tab();
    const { keyboard } = tab.page;
    await keyboard.type('/t');
    await offered(tab).toEqual(['/train']);
    expect(await tab.line.getAttribute('aria-expanded')).toBe('true');
    await keyboard.press('Tab');
    await keyboard.type('--s');
    await offered(tab).toEqual(['--steps', '--seed', '--schedule', '--stable-tanh', '--scale']);
    expect(await chosen(tab)).toBeNull();
    await keyboard.press('ArrowDown');
    expect(await chosen(tab)).toBe('--steps');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowUp');
    expect(await chosen(tab)).toBe('--stable-tanh');
    await keyboard.press('Enter');
    expect(await tab.line.inputValue()).toBe('/train --stable-tanh ');
    await keyboard.type('--loss h');
    await offered(tab).toEqual(['hinge']);
    await keyboard.press('Tab');
    expect(await tab.line.inputValue()).toBe('/train --stable-tanh --loss hinge ');
    expect(await tab.articles.count()).toBe(0);
  });

  it('Escape closes the list, Enter sends what is typed, Tab then leaves the line', async () => {
    const tab = await stage.tab();
    await tab.page.keyboard.type('/help gr');
    await offered(tab).toEqual(['grad', 'gradient']);
    await tab.page.keyboard.press('Escape');
    expect(await tab.line.getAttribute('aria-expanded')).toBe('false');
    await tab.page.keyboard.type('ad');
    await eventually(() => tab.line.getAttribute('aria-expanded')).toBe('true');
    await tab.page.keyboard.press('Enter');
    await tab.answered(1);
    expect(await tab.last.getByRole('heading', { level: 2 }).textContent()).toBe('/help grad');
    expect(await tab.line.inputValue()).toBe('');
    await tab.page.keyboard.press('Tab');
    expect(await tab.page.evaluate(() => document.activeElement?.textContent)).toBe('Send');
  });

  it('a click takes an offer', async () => {
    const tab = await stage.tab();
    await tab.page.keyboard.type('/train --mo');
    await tab.page.getByRole('option', { name: '--momentum' }).click();
    expect(await tab.line.inputValue()).toBe('/train --momentum ');
    expect(await tab.line.evaluate((line) => line === document.activeElement)).toBe(true);
  });

  it('completes what is typed now, also where the list is late', async () => {
    const tab = await stage.tab();
    const { keyboard } = tab.page;
    await keyboard.type('/train --loss ');
    await offered(tab).toContain('hinge');
    const late = Promise.withResolvers<void>();
    await tab.page.route('**/complete?*', async (route) => {
      await late.promise;
      await route.continue();
    });
    await keyboard.type('h');
    await keyboard.press('Tab');
    expect(await tab.line.inputValue()).toBe('/train --loss h');
    late.resolve();
    await eventually(() => tab.line.inputValue()).toBe('/train --loss hinge ');
  });

  it('completes in the middle of a line', async () => {
    const tab = await stage.tab();
    await tab.line.fill('/train --se --steps 5');
    await tab.line.evaluate((line) => (line as HTMLInputElement).setSelectionRange(11, 11));
    await tab.page.keyboard.type('e');
    await offered(tab).toEqual(['--seed']);
    await tab.page.keyboard.press('Tab');
    expect(await tab.line.inputValue()).toBe('/train --seed --steps 5');
  });

  it('the up arrow recalls, down leads back to what was being typed', async () => {
    const tab = await stage.tab();
    for (const line of ['/grad a', '/grad b', '/grad a']) await tab.ask(line);
    const { keyboard } = tab.page;
    await keyboard.type('/gr');
    await offered(tab).toEqual(['/grad']);
    const shows = async (key: string) => {
      await keyboard.press(key);
      return tab.line.inputValue();
    };
    expect(await shows('ArrowUp')).toBe('/grad a');
    expect(await shows('ArrowUp')).toBe('/grad b');
    expect(await shows('ArrowUp')).toBe('/grad b');
    expect(await shows('ArrowDown')).toBe('/grad a');
    expect(await shows('ArrowDown')).toBe('/gr');
    await tab.page.reload();
    await tab.line.focus();
    await tab.line.fill('');
    expect(await shows('ArrowUp')).toBe('/grad a');
    await keyboard.type('*b');
    expect(await shows('ArrowUp')).toBe('/grad a');
    expect(await shows('ArrowDown')).toBe('/grad a*b');
  });
});
