import { join } from 'node:path';
import pino from 'pino';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest';
import { readConfig } from '../../../src/app/config.ts';
import { type Program, startProgram } from '../../../src/app/program.ts';
import type { LimitSizes } from '../../../src/dispatch/admission/limits.ts';
import type { Clock } from '../../../src/quiz/host/clock.ts';
import { temporaryFolder } from '../command-folder.ts';
import { TIME_LIMIT_MS } from '../time-limit.ts';
import { launchBrowser, NO_BROWSER } from './chromium.ts';

/** Of the clock of quizzes. */
const STEP_MS = 2000;
const MOST_STEPS = 200;

/** Expects something of what comes about sooner or later. */
export const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { interval: 30 });

/** Tests in a real browser. */
export function describeInBrowser(
  name: string,
  tests: (stage: Stage) => void,
  folder?: URL,
  limits?: LimitSizes,
): void {
  if (NO_BROWSER !== undefined) describe.skip(`${name} (${NO_BROWSER})`, () => {});
  else
    describe(name, () => {
      const stage = new Stage(folder, limits);
      beforeAll(() => stage.open());
      afterAll(() => stage.close());
      tests(stage);
    });
}

/** The page, people who look at it, and a clock of quizzes that the test moves. */
export abstract class BrowserStage {
  protected browser: Browser | undefined;

  abstract get url(): string;
  /** Lets time pass for the quizzes, in small steps, until something is seen. */
  abstract passUntil(seen: () => Promise<boolean>): Promise<void>;

  async open(): Promise<void> {
    this.browser = await launchBrowser();
  }

  async close(): Promise<void> {
    await this.browser?.close();
  }

  /** A tab of somebody new, which must stay without errors, and ask nobody but the page's own server. */
  async tab(path = '/', options: BrowserContextOptions = {}): Promise<Tab> {
    const context = await this.browser?.newContext({
      viewport: { width: 1000, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    if (context === undefined) throw new Error('there is no browser');
    const page = await context.newPage();
    page.setDefaultTimeout(TIME_LIMIT_MS);
    const wrong: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
    });
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('dialog', (dialog) => wrong.push(`a dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(`${this.url}/`) && !request.url().startsWith('blob:')) wrong.push(request.url());
    });
    onTestFinished(async () => {
      await context.close();
      expect(wrong).toEqual([]);
    });
    await page.goto(`${this.url}${path}`);
    return new Tab(page, wrong);
  }
}

/** One process of the program, which is this one. */
export class Stage extends BrowserStage {
  private readonly folder: URL | undefined;
  private readonly limits: LimitSizes | undefined;
  private program: Program | undefined;
  private dataDir = '';
  private ahead = 0;

  /** @param folder with the commands, where they are others than the project's own */
  constructor(folder: URL | undefined, limits?: LimitSizes) {
    super();
    this.folder = folder;
    this.limits = limits;
  }

  override async open(): Promise<void> {
    this.dataDir = join(await temporaryFolder(), 'data');
    [this.program] = await Promise.all([this.serve('0'), super.open()]);
  }

  /** The program ends; what is given starts it again, at the same address and with the same data. */
  async stop(): Promise<() => Promise<void>> {
    const { port } = new URL(this.url);
    await this.program?.close();
    return async () => {
      this.program = await this.serve(port);
    };
  }

  private serve(port: string): Promise<Program> {
    return startProgram(readConfig({ PORT: port, DATA_DIR: this.dataDir }), pino({ level: 'silent' }), {
      clock: this.clock,
      folder: this.folder,
      limits: this.limits,
    });
  }

  override async close(): Promise<void> {
    await super.close();
    await this.program?.close();
  }

  /** Goes with the wall clock, and as far ahead of it as the test says. */
  private readonly clock: Clock = {
    now: () => Date.now() + this.ahead,
    sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()),
  };

  async passUntil(seen: () => Promise<boolean>): Promise<void> {
    for (let step = 0; !(await seen()); step++) {
      if (step > MOST_STEPS) throw new Error(`never seen: ${String(seen)}`);
      this.ahead += STEP_MS;
      await this.program?.services.sweep();
    }
  }

  get url(): string {
    return this.program?.page ?? '';
  }
}

/** The code of the room that a tab is in. */
export const roomOf = ({ page }: Tab): Promise<string> => page.locator('#room:not([hidden]) strong').innerText();

/** Comes into a room by its address. */
export async function enter({ page }: Tab, room: string, name: string): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/#/join/${room}`);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.keyboard.press('Enter');
  await page.locator('#room:not([hidden])').waitFor();
}

/** What somebody does on the page. */
export class Tab {
  readonly page: Page;
  /** What went wrong in the browser so far. */
  readonly wrong: string[];

  constructor(page: Page, wrong: string[]) {
    this.page = page;
    this.wrong = wrong;
  }

  get line() {
    return this.page.getByRole('combobox', { name: 'Command' });
  }

  /** What was asked here, with its answers. */
  get articles() {
    return this.page.locator('article:not(.pushed)');
  }

  /** What quizzes have said by themselves. */
  get pushed() {
    return this.page.locator('article.pushed');
  }

  get last() {
    return this.articles.last();
  }

  /** Types a line and sends it; resolves when the answer is there. */
  async ask(line: string): Promise<void> {
    const before = await this.articles.count();
    await this.line.fill(line);
    await this.line.press('Enter');
    await this.answered(before + 1);
  }

  /** Waits until so many lines have been asked, and the last of them is answered. */
  async answered(count: number): Promise<void> {
    await this.articles.nth(count - 1).waitFor();
    await this.last.locator('.reply[aria-busy=false]').waitFor();
  }
}
