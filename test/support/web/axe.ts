import axe from 'axe-core';
import type { Tab } from './browser.ts';

/** What axe finds wrong on the page, in words. */
export async function violations({ page }: Tab): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => {
    const browser = globalThis as unknown as { axe: typeof axe; document: axe.ElementContext };
    return browser.axe.run(browser.document, { resultTypes: ['violations'] });
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
