import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadCommands } from '../../../../src/command/registry.ts';
import { manifest } from '../../../../src/platforms/slack/manifest.ts';
import { openStore, type StoreOptions } from '../../../../src/store/open.ts';
import type { Store } from '../../../../src/store/store.ts';
import { FakeDiscord } from '../../discord/fake.ts';
import { ask } from '../../processes/ask.ts';
import type { Clocked, Said } from '../../processes/clocked.ts';
import { SLACK_PACE_MS } from '../../quiz/rig.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../../slack/fake.ts';
import { scopesOf } from '../../slack/rig.ts';
import { TIME_LIMIT_MS } from '../../time-limit.ts';

const CHILD = fileURLToPath(new URL('../../processes/clocked.ts', import.meta.url));
const LOOK_EVERY_MS = 100;
/** A process dies at most so long after the action that it dies at. */
const DIES_WITHIN_MS = 120;

/** One process of the program, until it is killed. */
export interface Life {
  readonly child: ChildProcess;
  readonly died: Promise<unknown>;
}

/** The program in a process of its own, which is killed and started again, between a fake Discord and a fake Slack. */
export class School {
  readonly discord: FakeDiscord;
  readonly slack: FakeSlack;
  /** The same database as the program has, for a look at it. */
  readonly store: Store;
  /** What the program warned of. */
  readonly logged: string[] = [];
  kills = 0;
  actions = 0;
  private readonly options: StoreOptions;
  private aheadMs: number;
  private living = Promise.withResolvers<Life>();
  private killAt = Number.POSITIVE_INFINITY;
  private restarting: Promise<void> | undefined;

  private constructor(discord: FakeDiscord, slack: FakeSlack, store: Store, options: StoreOptions, at: number) {
    this.discord = discord;
    this.slack = slack;
    this.store = store;
    this.options = options;
    this.aheadMs = at - Date.now();
  }

  /** @param at where the injected clock begins, in ms since 1970 */
  static async open(options: StoreOptions, at: number): Promise<School> {
    const discord = await new FakeDiscord().open();
    const slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
    const school = new School(discord, slack, await openStore(options), options, at);
    await school.start();
    return school;
  }

  now(): number {
    return Date.now() + this.aheadMs;
  }

  /** The process that runs now, or the next one. */
  up(): Promise<Life> {
    return this.living.promise;
  }

  async start(): Promise<void> {
    const { databaseUrl, dataDir } = this.options;
    const env = {
      PATH: process.env['PATH'],
      DISCORD_TOKEN: this.discord.token,
      DISCORD_API_URL: this.discord.apiUrl,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: this.slack.url,
      DATA_DIR: dataDir,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      WEB: '0',
      PORT: '0',
      LOG_LEVEL: 'warn',
    };
    const child = fork(CHILD, [JSON.stringify({ aheadMs: this.aheadMs, paceMs: SLACK_PACE_MS } satisfies Clocked)], {
      env,
      silent: true,
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => this.logged.push(text));
    const died = once(child, 'exit');
    const ready = Promise.withResolvers<void>();
    child.on('message', ({ kind }: Said) => kind === 'ready' && ready.resolve());
    await Promise.race([
      ready.promise,
      died.then(() => Promise.reject(new Error(`it does not start: ${this.logged.slice(-5).join('')}`))),
    ]);
    this.living.resolve({ child, died });
  }

  /** Ends the process at once, as a machine does that loses its power. */
  async kill(): Promise<void> {
    const { child, died } = await this.up();
    this.living = Promise.withResolvers();
    this.kills++;
    child.kill('SIGKILL');
    await died;
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** Kills the process after so many more actions, in the middle of what it does then, and starts the next one. */
  killAfter(actions: number): void {
    this.killAt = this.actions + actions;
  }

  /** Resolves when a kill that was asked for is over, or is not to come any more. */
  async settled(): Promise<void> {
    this.killAt = Number.POSITIVE_INFINITY;
    await this.restarting;
  }

  /** Counts an action that has just been sent. */
  acted(): void {
    if (++this.actions < this.killAt) return;
    this.killAt = Number.POSITIVE_INFINITY;
    this.restarting = setTimeout(Math.random() * DIES_WITHIN_MS).then(() => this.restart());
  }

  /** Moves the clock on, and lets the program do what is due, where one runs. */
  async passTo(at: number, running = true): Promise<void> {
    this.aheadMs = Math.max(this.aheadMs, at - Date.now());
    if (running) await this.sweep();
  }

  async sweep(): Promise<void> {
    // After hours without a look the first one only finds that nobody looked.
    while (!(await ask((await this.up()).child, { aheadMs: this.aheadMs, sweeps: 2 })));
  }

  /** Lets the program go on until something is found. */
  async until<T>(look: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
    for (const end = performance.now() + TIME_LIMIT_MS; performance.now() < end; ) {
      const found = await look();
      if (found !== undefined) return found;
      await this.sweep();
      await setTimeout(LOOK_EVERY_MS);
    }
    throw new Error(`never happened: ${what}`);
  }

  async close(): Promise<void> {
    await this.settled();
    const { child, died } = await this.up();
    child.kill('SIGKILL');
    await died;
    await this.store.close();
    await Promise.all([this.discord.close(), this.slack.close()]);
  }
}
