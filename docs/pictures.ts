// The pictures of the README and of docs/, as the program draws them. `npm run docs:pictures` writes them to docs/pictures/.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { readConfig } from '../src/app/config.ts';
import { type Program, startProgram } from '../src/app/program.ts';
import { qrSvg } from '../src/platforms/web/rooms/qr.ts';
import { launchBrowser } from '../test/support/web/chromium.ts';

/** What is shown of which answer: file, command line and the name of the picture in it. */
const DRAWN = [
  ['loss.png', '/train --no-zero-grad', 'loss'],
  ['graph.png', '/grad (a*b+c)*f', 'graph'],
  ['step.png', '/step (a*b+c)*f a=2 b=-3 c=10 f=-2 --number 5 --answer -4', 'step'],
  ['formulas.png', '/grad (a*b+c)*f a=2 b=-3 c=10 f=-2 --as formulas', 'formulas'],
  ['backward.gif', '/grad (a*b+c)*f --animate', 'backward'],
  ['boundary.png', '/train --data moons', 'boundary'],
  ['sweep.png', '/train --lr 0.01..3 --no-zero-grad', 'sweep'],
  ['regions.png', '/train --data iris', 'regions'],
] as const;

/** The page with an answer, and the lab at the end of a run, in CSS pixels; they are ready when that can be seen. */
export const PAGES = [
  {
    file: 'page.png',
    path: `/#${encodeURI('/grad a*b+c a=2 b=-3 c=10')}`,
    width: 900,
    height: 1000,
    ready: '.reply[aria-busy=false] figure img',
  },
  {
    file: 'lab.png',
    path: '/lab?data=moons&steps=40',
    width: 1200,
    height: 1000,
    start: '#start:enabled',
    ready: 'text=/^step 40/',
  },
] as const;
const PROJECTOR = { width: 1280, height: 720 };
/** What stands in the QR code of a room there. */
const PUBLIC = 'https://quiz.example.org/#/join/KWST';
/** Long enough for a busy machine. */
const TIME_LIMIT_MS = 60_000;

/** The pictures of answers, by file name: the same bytes on every machine. */
export const drawnPictures = (): Promise<Map<string, Uint8Array>> =>
  served(async ({ bot }) => {
    const files = new Map<string, Uint8Array>();
    for (const [file, line, name] of DRAWN) {
      const bytes = (await bot.ask(bot.parse(line))).pictures.get(name);
      if (bytes === undefined) throw new Error(`${line} has no picture "${name}"`);
      files.set(file, bytes);
    }
    return files;
  });

/** The presenter's view of a question, with the code of the docs in place of one that is drawn. */
export const PRESENTER = 'presenter.png';

async function presenterPicture(url: string, browser: Awaited<ReturnType<typeof launchBrowser>>): Promise<Uint8Array> {
  const context = await browser.newContext({ viewport: PROJECTOR, colorScheme: 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(TIME_LIMIT_MS);
  await page.goto(`${url}/#${encodeURI('/quiz start --level 2 --seed 4 --rounds 5')}`);
  await page.getByRole('button', { name: 'Do it' }).click();
  const code = await page.locator('#room:not([hidden]) strong').innerText();
  await page.locator('.pushed').getByRole('button', { name: 'Join' }).click();
  await page.goto(`${url}/present#${code}`);
  await page.route('**/qr.svg', (route) => route.fulfill({ contentType: 'image/svg+xml', body: qrSvg(PUBLIC) }));
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.locator('.options').waitFor();
  const texts = { '.timer': '0:48', '.count strong': '11', '.corner strong': 'KWST', '.corner span': PUBLIC.slice(8) };
  // What is different each time: the clock, the code and the port.
  const replace = async (): Promise<void> => {
    for (const [selector, text] of Object.entries(texts))
      await page.locator(selector).evaluate((one, shown) => {
        one.removeAttribute('data-deadline');
        one.textContent = shown;
      }, text);
    await page.locator('.count').evaluate((one) => {
      if (one.lastChild) one.lastChild.textContent = ' of 14 answered';
    });
  };
  const isReplaced = async (): Promise<boolean> => {
    const shown = await Promise.all(Object.keys(texts).map((selector) => page.locator(selector).innerText()));
    return shown.join() === Object.values(texts).join();
  };
  // The page may be told something new in between.
  for (;;) {
    await replace();
    const picture = await page.screenshot();
    if (!(await isReplaced())) continue;
    await context.close();
    return picture;
  }
}

/** The page in a browser, as PNG by file name. The browser of another machine draws its letters a little differently. */
export const pagePictures = (): Promise<Map<string, Uint8Array>> =>
  served(async ({ page: url }) => {
    const browser = await launchBrowser();
    const files = new Map<string, Uint8Array>();
    try {
      for (const { file, path, width, height, ready, ...more } of PAGES) {
        const viewport = { width, height };
        const page = await browser.newPage({ viewport, colorScheme: 'dark', reducedMotion: 'reduce' });
        page.setDefaultTimeout(TIME_LIMIT_MS);
        // Else every visitor is another guest.
        await page.addInitScript(`localStorage.setItem('chainrule.name', 'Guest')`);
        await page.goto(`${url}${path}`);
        if ('start' in more) {
          await page.locator(more.start).waitFor();
          // A click may scroll.
          await page.keyboard.press('Space');
        }
        const seen = page.locator(ready).first();
        await seen.waitFor();
        await seen.evaluate((one) => (one as unknown as { decode?(): Promise<void> }).decode?.());
        files.set(file, await page.screenshot());
        await page.close();
      }
      files.set(PRESENTER, await presenterPicture(url ?? '', browser));
      return files;
    } finally {
      await browser.close();
    }
  });

/** Does something with the program, serving the page. */
async function served<T>(work: (program: Program) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chainrule-docs-'));
  const program = await startProgram(readConfig({ PORT: '0', DATA_DIR: folder }), pino({ level: 'silent' }));
  try {
    return await work(program);
  } finally {
    await program.close();
    await rm(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, bytes] of [...(await drawnPictures()), ...(await pagePictures())])
    await writeFile(new URL(`pictures/${file}`, import.meta.url), bytes);
}
