import { expect, it } from 'vitest';
import { violations } from '../../support/web/axe.ts';
import { describeInBrowser } from '../../support/web/browser.ts';

describeInBrowser('privacy and terms', (stage) => {
  const sizes = [
    [390, 844],
    [1280, 800],
  ] as const;
  it.each(
    sizes.flatMap((size) => (['light', 'dark'] as const).map((scheme) => [...size, scheme] as const)),
  )('can be read at %i × %i, %s', async (width, height, colorScheme) => {
    for (const [path, title] of [
      ['/privacy', 'Privacy'],
      ['/terms', 'Terms'],
    ] as const) {
      const tab = await stage.tab(path, { viewport: { width, height }, colorScheme });
      const { page } = tab;
      expect(await page.locator('h1').innerText()).toBe(title);
      const back = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(back).toBe(colorScheme === 'dark' ? 'rgb(20, 24, 31)' : 'rgb(255, 255, 255)');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await violations(tab)).toEqual([]);
    }
  });
});
