import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pino from 'pino';
import { readConfig } from '../../../src/app/config.ts';
import { type Program, startProgram } from '../../../src/app/program.ts';
import { loadCommands } from '../../../src/command/registry.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { temporaryFolder } from '../command-folder.ts';
import { PLENTY, SLACK_PACE_MS } from '../quiz/rig.ts';
import { APP_TOKEN, FakeSlack } from './fake.ts';
import { CLIENT } from './oauth.ts';
import { scopesOf, type Way } from './rig.ts';
import { SECRET } from './sign.ts';
import { Visitor } from './visitor.ts';

const STEP_MS = 2000;
const MOST_STEPS = 200;
const STATE_SECRET = 'canary-state-secret';

export const newKey = (): string => randomBytes(32).toString('base64');

/** The whole program for many workspaces of the fake Slack, with a clock that the test moves. */
export class SharedRig {
  readonly fake: FakeSlack;
  readonly logged: string[] = [];
  readonly dataDir: string;
  private readonly way: Way;
  private program: Program | undefined;
  private port = 0;
  private ahead = 0;

  private constructor(fake: FakeSlack, way: Way, dataDir: string) {
    this.fake = fake;
    this.way = way;
    this.dataDir = dataDir;
  }

  static async open(way: Way, environment: Record<string, string> = { TOKEN_KEY: newKey() }): Promise<SharedRig> {
    const fake = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
    const rig = new SharedRig(fake, way, join(await temporaryFolder(), 'data'));
    await rig.start(environment);
    return rig;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(environment: Record<string, string>): Promise<void> {
    const reach = this.way === 'HTTP' ? { SLACK_SIGNING_SECRET: SECRET } : { SLACK_APP_TOKEN: APP_TOKEN };
    const config = readConfig({
      SLACK_CLIENT_ID: CLIENT.clientId,
      SLACK_CLIENT_SECRET: CLIENT.clientSecret,
      SLACK_STATE_SECRET: STATE_SECRET,
      SLACK_API_URL: this.fake.url,
      DATA_DIR: this.dataDir,
      PORT: String(this.port),
      LOG_LEVEL: 'trace',
      ...reach,
      ...environment,
    });
    const log = pino({ level: 'trace' }, { write: (line: string) => void this.logged.push(line) });
    const clock = {
      now: () => Date.now() + this.ahead,
      sleep: (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref()),
    };
    this.program = await startProgram(config, log, { clock, limits: PLENTY, paceMs: SLACK_PACE_MS });
    const ready = this.logged.map((line) => JSON.parse(line)).findLast(({ msg }) => msg === 'ready');
    this.port = ready.port;
    this.fake.oauth.redirectUrl = `${this.url}/slack/oauth_redirect`;
    if (this.way === 'HTTP') this.fake.target = `${this.url}/slack/events`;
  }

  async restart(environment: Record<string, string>): Promise<void> {
    await this.program?.close();
    this.fake.socketMode.drop();
    await this.start(environment);
  }

  /** Somebody adds the app: from our page by Slack's and back. */
  async install(consent: FakeSlack['oauth']['consent'], visitor = new Visitor()) {
    this.fake.oauth.consent = consent;
    const page = await visitor.open(`${this.url}/slack/install`);
    return visitor.open(visitor.linkIn(page, 'Add to Slack'));
  }

  /** Lets the time of quizzes pass in small steps until something holds. */
  async passUntil(holds: () => boolean): Promise<void> {
    for (let step = 0; !holds(); step++) {
      if (step > MOST_STEPS) throw new Error(`never happened: ${String(holds)}`);
      this.ahead += STEP_MS;
      await this.program?.services.sweep();
    }
  }

  /** What the log was told, at the level of a warning or above. */
  get warnings(): string[] {
    return this.logged
      .map((line) => JSON.parse(line))
      .filter(({ level }) => level >= 40)
      .map(({ msg }) => msg);
  }

  async close(): Promise<void> {
    await this.program?.close();
    await this.fake.close();
  }
}
