import { expect, it } from 'vitest';
import { violations } from '../../support/web/axe.ts';
import { describeInBrowser, eventually, roomOf, type Tab } from '../../support/web/browser.ts';

const ARTICLE = '/grad (a*b+c)*f a=2 b=-3 c=10 f=-2';
/** Long sums, names and numbers: what could be too wide. */
const WIDE = [
  '/grad tanh(w1*x1+w2*x2+w3*x3+w4*x4+w5*x5+b) --as formulas',
  '/grad learning_rate_factor*weight_of_the_inputs+bias_of_second_layer --detail full',
  '/grad a*1e-300+b*1.2345678e-300 a=1e-5 b=-1.5e200 --as formulas',
];

const sideways = ({ page }: Tab) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describeInBrowser('formulas on the page', (stage) => {
  it.each([
    'light',
    'dark',
  ] as const)('are typeset in the colours of the %s theme, without any styles', async (colorScheme) => {
    const tab = await stage.tab('/', { colorScheme });
    const complaints: string[] = [];
    tab.page.on('console', (message) => complaints.push(message.text()));
    await tab.ask(`${ARTICLE} --as formulas`);
    const svg = tab.last.locator('.equation svg');
    expect(await svg.count()).toBeGreaterThan(15);
    expect(await tab.last.locator('[style]').count()).toBe(0);
    const colour = (role: string) =>
      tab.last
        .locator(`.${role}`)
        .first()
        .evaluate((part) => getComputedStyle(part).fill);
    const [upstream, local] =
      colorScheme === 'light' ? ['rgb(180, 95, 0)', 'rgb(0, 114, 178)'] : ['rgb(230, 159, 0)', 'rgb(86, 180, 233)'];
    expect([await colour('upstream'), await colour('local')]).toEqual([upstream, local]);
    expect(await violations(tab)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('say what they are to those who do not see them', async () => {
    const tab = await stage.tab();
    await tab.ask(ARTICLE);
    expect(await tab.last.textContent()).toContain('dL/da = b*f = 6');
    const equation = tab.last.locator('.equation').nth(1);
    expect(await equation.locator('svg').first().getAttribute('aria-hidden')).toBe('true');
    const box = await equation.boundingBox();
    expect(box?.height).toBeGreaterThan(25);
  });

  it('can be copied as LaTeX, with the keyboard alone', async () => {
    const tab = await stage.tab('/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await tab.ask('/grad a*b+c');
    const copy = tab.last.getByRole('button', { name: 'Copy LaTeX' });
    await tab.last.getByRole('button', { name: 'Copy as text' }).focus();
    await tab.page.keyboard.press('Tab');
    expect(await copy.evaluate((button) => button === document.activeElement)).toBe(true);
    await tab.page.keyboard.press('Enter');
    await eventually(() => tab.page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^\\begin\{aligned\}\nL &= a \\cdot b \+ c \\\\\n[\s\S]*\\end\{aligned\}$/,
    );
    await tab.ask('/train --steps 2');
    expect(await tab.last.getByRole('button', { name: 'Copy LaTeX' }).count()).toBe(0);
  });

  it("fit on a phone's width", async () => {
    const tab = await stage.tab('/', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    for (const line of WIDE) {
      await tab.ask(line);
      expect(await sideways(tab)).toBe(0);
      const boxes = await tab.last
        .locator('.equations')
        .evaluateAll((all) => all.map((box) => box.scrollWidth - box.clientWidth));
      expect(
        boxes.every((hidden) => hidden <= 0),
        line,
      ).toBe(true);
    }
    expect(await violations(tab)).toEqual([]);
  });

  it('in questions stand on the line of the text around them, on buttons and on a projector, too', async () => {
    const tab = await stage.tab('/', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    const gift = 'Of $\\frac{1}{x_0}$? {=$-\\frac{1}{x^2}$#by $x^{-1}$ ~$\\ln x$}';
    await tab.page.setInputFiles('#file', { name: 'q.gift', mimeType: 'text/plain', buffer: Buffer.from(gift) });
    await expect.poll(() => tab.line.inputValue()).toMatch(/^\/quiz import --file /);
    await tab.ask(await tab.line.inputValue());
    await tab.ask('/quiz practice --topic own');
    expect(await tab.last.getByRole('button', { name: /^[AB] {1,2}-1\/x\^2$/ }).count()).toBe(1);
    const paragraphs = tab.last.locator('p:has(.formula)');
    expect(await paragraphs.textContent()).toContain('Of 1/x_0');
    // An empty box stands on the baseline.
    const off = await paragraphs.evaluate((line) => {
      const mark = document.createElement('span');
      mark.style.display = 'inline-block';
      line.append(mark);
      const bottom = line.querySelector('.formula svg')?.getBoundingClientRect().bottom ?? 0;
      return bottom - mark.getBoundingClientRect().bottom;
    });
    expect(Math.abs(off)).toBeLessThan(0.6);
    expect(await sideways(tab)).toBe(0);
    expect(await violations(tab)).toEqual([]);
    await tab.ask('/quiz start --topic own --rounds 1');
    await tab.ask('/quiz begin');
    const question = tab.pushed.filter({ has: tab.page.locator('button .formula') });
    await question.waitFor();
    await tab.page.goto(`${stage.url}/#/present/${await roomOf(tab)}`);
    await tab.page.locator('.options .formula svg').first().waitFor();
    expect(await tab.page.locator('.prompt .formula').textContent()).toBe('1/x_0');
  });
});
