// The pictures of the README and of docs/, as the program draws them. `npm run docs:pictures` writes them to docs/pictures/.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { readConfig } from '../src/app/config.ts';
import { type Program, startProgram } from '../src/app/program.ts';
import { launchBrowser } from '../test/support/web/chromium.ts';

/** What is shown of which answer: file, command line and the name of the picture in it. */
const DRAWN = [
  ['loss.png', '/train --no-zero-grad', 'loss'],
  ['graph.png', '/grad (a*b+c)*f', 'graph'],
  ['formulas.png', '/grad (a*b+c)*f a=2 b=-3 c=10 f=-2 --as formulas', 'formulas'],
  ['backward.gif', '/grad (a*b+c)*f --animate', 'backward'],
  ['boundary.png', '/train --data moons', 'boundary'],
  ['sweep.png', '/train --lr 0.01..3 --no-zero-grad', 'sweep'],
] as const;

/** The page with an answer, in CSS pixels. */
export const PAGE = { file: 'page.png', line: '/grad a*b+c a=2 b=-3 c=10', width: 900, height: 1000 };
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

/** The page in a browser, as PNG. The browser of another machine draws its letters a little differently. */
export const pagePicture = (): Promise<Uint8Array> =>
  served(async ({ page: url }) => {
    const browser = await launchBrowser();
    try {
      const { width, height, line } = PAGE;
      const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'dark', reducedMotion: 'reduce' });
      page.setDefaultTimeout(TIME_LIMIT_MS);
      // Else every visitor is another guest.
      await page.addInitScript(`sessionStorage.setItem('chainrule.name', 'Guest')`);
      await page.goto(`${url}/#${encodeURI(line)}`);
      const picture = page.locator('.reply[aria-busy=false] figure img');
      await picture.waitFor();
      await picture.evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
      return await page.screenshot();
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
  const page = [PAGE.file, await pagePicture()] as const;
  for (const [file, bytes] of [...(await drawnPictures()), page])
    await writeFile(new URL(`pictures/${file}`, import.meta.url), bytes);
}
