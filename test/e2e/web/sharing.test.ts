import { expect, it } from 'vitest';
import { describeInBrowser, eventually, type Tab } from '../../support/web/browser.ts';

const CSV = 'x,y,target\n1,2,1\n3,4,-1\n2,1,1\n';
const file = (text: string | Buffer) => ({ name: 'points.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

/** What a browser does when somebody drops a file on the page. */
async function drop(tab: Tab, name: string, text: string): Promise<void> {
  const data = await tab.page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], fileName, { type: 'text/csv' }));
      return transfer;
    },
    [name, text] as const,
  );
  await tab.page.dispatchEvent('main', 'dragover', { dataTransfer: data });
  expect(await tab.page.locator('#drop').isVisible()).toBe(true);
  await tab.page.dispatchEvent('main', 'drop', { dataTransfer: data });
  expect(await tab.page.locator('#drop').isVisible()).toBe(false);
}

describeInBrowser('files, copies and previews on the page', (stage) => {
  it('a dropped file becomes the data set', async () => {
    const tab = await stage.tab();
    await drop(tab, 'my points.csv', CSV);
    await eventually(() => tab.line.inputValue()).toMatch(/^\/train --file csv-/);
    expect(await tab.page.locator('#chip').textContent()).toContain('my points.csv');
    await tab.line.press('End');
    await tab.line.pressSequentially(' --steps 5');
    await tab.line.press('Enter');
    await tab.answered(1);
    expect(await tab.last.locator('header').textContent()).toContain('my points.csv');
    expect(await tab.last.locator('.reply').textContent()).toContain('3 samples');
    expect(await tab.page.locator('#chip').isVisible()).toBe(false);
  });

  it('dropped questions are imported, whatever was asked before, but for one that is edited', async () => {
    const tab = await stage.tab();
    await drop(tab, 'unit.txt', 'Why $x$? {=a ~b}\n\nHow? {=a ~b}');
    await eventually(() => tab.line.inputValue()).toMatch(/^\/quiz import --file /);
    await tab.line.press('Enter');
    await tab.answered(1);
    expect(await tab.last.locator('.reply').textContent()).toContain('2 questions, all new.');
    await tab.ask('/quiz bank --show m1');
    await drop(tab, 'more.csv', 'question   option a   option b   answer\nWhich?     this       that       a\n');
    await eventually(() => tab.line.inputValue()).toMatch(/^\/quiz import --file /);
    await tab.line.press('Enter');
    await tab.answered(3);
    expect(await tab.last.locator('.reply').textContent()).toContain('1 question, new.');
    await tab.ask('/train --steps 2');
    await drop(tab, 'again.gift', 'Which, then? {=a ~b}');
    await eventually(() => tab.line.inputValue()).toMatch(/^\/quiz import --file /);
    await tab.line.fill('/quiz bank --edit m1');
    await drop(tab, 'one.gift', 'Why not? {=a ~b}');
    await eventually(() => tab.line.inputValue()).toMatch(/^\/quiz bank --edit m1 --file /);
    await tab.ask(await tab.line.inputValue());
    expect(await tab.last.locator('.reply').textContent()).toContain('Why not?');
  });

  it('what is typed already stays, and the last file counts', async () => {
    const tab = await stage.tab();
    await tab.line.fill('/train --lr 0.05');
    await drop(tab, 'one.csv', CSV);
    await eventually(() => tab.line.inputValue()).toMatch(/^\/train --lr 0\.05 --file csv-[\w-]+$/);
    const before = await tab.line.inputValue();
    await drop(tab, 'two.csv', `${CSV}5,6,1\n`);
    await eventually(() => tab.line.inputValue()).not.toBe(before);
    expect(await tab.line.inputValue()).toMatch(/^\/train --lr 0\.05 --file csv-[\w-]+$/);
    expect(await tab.page.locator('#chip').textContent()).toContain('two.csv');
    // What cannot stay can be recalled.
    await tab.line.fill('/grad a*b');
    await drop(tab, 'one.csv', CSV);
    await eventually(() => tab.line.inputValue()).toBe(before.replace(' --lr 0.05', ''));
    await tab.line.press('ArrowUp');
    expect(await tab.line.inputValue()).toBe('/grad a*b');
  });

  it('a folder is refused for what it is', async () => {
    const tab = await stage.tab();
    // So a browser answers when a folder is read as a file.
    await tab.page.evaluate(() => {
      File.prototype.arrayBuffer = () => Promise.reject(new DOMException('no file', 'NotFoundError'));
    });
    await drop(tab, 'my data', '');
    await eventually(() => tab.page.getByRole('alert').textContent()).toBe('my data cannot be read. Is it a folder?');
  });

  it('a file is attached with a button, and taken back', async () => {
    const tab = await stage.tab();
    const choosing = tab.page.waitForEvent('filechooser');
    await tab.page.getByRole('button', { name: 'Attach file' }).click();
    await (await choosing).setFiles(file(CSV));
    const remove = tab.page.getByRole('button', { name: 'Remove points.csv' });
    await remove.click();
    expect(await tab.line.inputValue()).toBe('/train');
    expect(await remove.isVisible()).toBe(false);
  });

  it.each([
    ['larger than 1 MB', file('1'.repeat(1_000_001)), /points\.csv is larger than 1 MB/],
    ['no text', file(Buffer.from([0xff, 0xfe, 0x00])), /no text in UTF-8/],
  ])('a file that is %s is refused in plain words', async (_, wrong, why) => {
    const tab = await stage.tab();
    await tab.page.locator('#file').setInputFiles(wrong);
    const problem = tab.page.getByRole('alert');
    await eventually(() => problem.textContent()).toMatch(why);
    // The browser itself notes that the server said no.
    tab.wrong.length = 0;
    await tab.ask('/grad a');
    expect(await problem.textContent()).toBe('');
  });

  it('an answer is copied as text and as a link', async () => {
    const tab = await stage.tab('/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await tab.ask('/grad a*b+c');
    const clipboard = () => tab.page.evaluate(() => navigator.clipboard.readText());
    await tab.last.getByRole('button', { name: 'Copy as text' }).click();
    await eventually(clipboard).toMatch(/^L = a\*b \+ c\ndL\/da = b\n/);
    await tab.last.getByRole('button', { name: 'Copy link' }).click();
    await eventually(clipboard).toBe(`${stage.url}/#/grad%20a*b+c`);
    await tab.last.getByRole('button', { name: 'Copied' }).first().waitFor();
  });

  it('an answer is copied where the browser has no clipboard for the page', async () => {
    const tab = await stage.tab();
    await tab.page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await tab.ask('/grad a');
    await tab.page.evaluate(() => document.addEventListener('copy', () => document.body.classList.add('copied')));
    await tab.last.getByRole('button', { name: 'Copy as text' }).click();
    await tab.page.locator('body.copied').waitFor();
  });

  it('an answer is seen as on Discord and Slack, with the payload, and its buttons work there', async () => {
    const tab = await stage.tab();
    await tab.ask('/train');
    const own = await tab.last.locator('.reply').textContent();
    await tab.last.getByRole('radio', { name: 'Page' }).focus();
    for (const [platform, sign] of [
      ['Discord', '"flags": 32768'],
      ['Slack', '"type": "section"'],
    ] as const) {
      await tab.page.keyboard.press('ArrowRight');
      const message = tab.last.getByRole('group', { name: `As ${platform}` });
      await message.waitFor();
      expect(await message.textContent()).toContain('Loss falls from');
      const image = message.getByRole('img').first();
      await eventually(() => image.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(1600);
      expect(await tab.last.locator('.payload').textContent()).toContain(sign);
      expect(await tab.last.locator('.reply').isVisible()).toBe(false);
    }
    await tab.last.getByRole('button', { name: 'Never reset the gradients' }).click();
    await tab.answered(2);
    expect(await tab.last.getByRole('heading', { level: 2 }).textContent()).toBe('/train --no-zero-grad');
    const first = tab.articles.first();
    await first.getByRole('radio', { name: 'Page' }).click();
    expect(await first.locator('.reply').textContent()).toBe(own);
  });
});
