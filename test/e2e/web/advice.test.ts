import { expect, it } from 'vitest';
import { endOf, SICK_RUNS, TABLES } from '../../support/tables/sick.ts';
import { describeInBrowser, type Tab } from '../../support/web/browser.ts';

const lastReply = (tab: Tab) => tab.last.locator('.reply');

describeInBrowser('advice on the page', (stage) => {
  it.each(SICK_RUNS)('for $cause is a button that helps', async (sick) => {
    const { file, args, says, button } = sick;
    const tab = await stage.tab();
    if (file !== undefined) {
      const content = Buffer.from(TABLES[file] ?? '');
      await tab.page.locator('#file').setInputFiles({ name: file, mimeType: 'text/csv', buffer: content });
      await tab.page.locator('#chip:not([hidden])').waitFor();
    }
    await tab.ask(`${(await tab.line.inputValue()) || '/train'} ${args}`);
    const before = await lastReply(tab).innerText();
    expect(before).toContain(says);
    const first = lastReply(tab).locator('.buttons button').first();
    expect(await first.innerText()).toMatch(button);
    await first.click();
    await tab.answered(2);
    expect(endOf(sick, await lastReply(tab).innerText())).toBeLessThan(endOf(sick, before));
  });
});
