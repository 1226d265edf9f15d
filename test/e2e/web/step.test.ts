import { expect, it } from 'vitest';
import { violations } from '../../support/web/axe.ts';
import { describeInBrowser } from '../../support/web/browser.ts';

describeInBrowser('stepping through a formula on the page', (stage) => {
  it('goes by keys alone on a phone: a letter or a number, ? for a hint, Enter for the next step', async () => {
    const tab = await stage.tab('/', { viewport: { width: 390, height: 844 } });
    await tab.ask('/grad (a*b+c)*f a=2 b=-3 c=10 f=-2');
    await tab.last.getByRole('button', { name: 'Step through it' }).click();
    await tab.answered(2);
    expect(await tab.last.textContent()).toContain('Step 1 of 6: dL/dd');
    await tab.ask('4');
    expect(await tab.last.textContent()).toContain('You gave a factor its own value');
    const picture = tab.last.getByRole('img', { name: /goes wrong on the way back from L to d/ });
    expect((await picture.boundingBox())?.width).toBeLessThanOrEqual(390);
    await tab.ask('?');
    expect(await tab.last.textContent()).toContain('× swaps');
    expect(await violations(tab)).toEqual([]);
    for (const [i, right] of ['-2', '4', '-2', '-2', '6', '-4'].entries()) {
      await tab.ask(right);
      expect(await tab.last.textContent()).toContain('✔ Right.');
      const before = await tab.articles.count();
      await tab.line.press('Enter');
      await tab.answered(before + 1);
      if (i < 5) expect(await tab.last.textContent()).toContain(`Step ${i + 2} of 6`);
    }
    expect(await tab.last.textContent()).toContain('6 steps: 5 right at the first try, 1 after a mistake.');
    expect(await tab.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    // Where nothing goes on, Enter alone does nothing.
    await tab.ask('/grad a*b a=2 b=3');
    const before = await tab.articles.count();
    await tab.line.press('Enter');
    await tab.ask('/help step');
    expect(await tab.articles.count()).toBe(before + 1);
  });
});
