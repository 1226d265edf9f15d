import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const DEBIANS = '/usr/bin/chromium';
const PATH = process.env['CHROMIUM'] ?? DEBIANS;

/** Why there is no browser here; where CHROMIUM is set, as in `.ci/run`, a missing one is a failure and no reason. */
export const NO_BROWSER =
  process.env['CHROMIUM'] === undefined && !existsSync(DEBIANS)
    ? `needs a browser: apt-get install chromium, or set CHROMIUM to the path of one`
    : undefined;

/** A headless browser that asks nobody but the page. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: PATH,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
