/** What the program answers of signed slash commands from Slack, over real sockets, each with its picture. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { startCommand } from '../test/support/start-command.ts';
import { BOT_TOKEN, SECRET, type Sent, SlackStandIn } from './slack-stand-in.ts';

const TICK_MS = 10;
/** What is done ahead after a start. */
const WARM_UP_MS = 3000;
/** How long an answer may take before it counts as none. */
const LAST_MS = 30_000;
const MAX_MB = 250;

/** Formulas of a textbook, with numbers of one's own. */
const SHAPES: readonly ((i: number) => string)[] = [
  (i) => `/grad a*b+c a=${i} b=-3 c=10`,
  (i) => `/grad L=(a*b+c)*f a=2 b=-3 c=${i} f=-2`,
  (i) => `/grad tanh(w*x+b) w=0.${i} x=1 b=0.5`,
  (i) => `/grad y=(a+b)*(b+1) a=${i} b=1`,
];
const distinct = (i: number): string => (SHAPES[i % SHAPES.length] as (typeof SHAPES)[0])(i + 2);

interface Load {
  readonly name: string;
  readonly count: number;
  /** Commands a second; all at once if left out. */
  readonly rate?: number;
  readonly line: (i: number) => string;
  readonly team: (i: number) => string;
  readonly most: { readonly answer: number; readonly acknowledgement: number };
}

const oneTeam = (): string => 'T0CLASS';
const most = { answer: 2000, acknowledgement: 500 };

/** @param seconds how long the steady loads go on */
export async function showLoad(seconds: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chainrule-load-'));
  const slack = await SlackStandIn.start();
  const program = await startProgram(slack, dataDir);
  await pause(WARM_UP_MS);
  console.log(`\nSlack by HTTP on ${availableParallelism()} cores, which it shares with what sends; times in ms`);
  try {
    const loads: Load[] = [
      {
        name: '30 at once: /train --no-zero-grad',
        count: 30,
        line: () => '/train --no-zero-grad',
        team: oneTeam,
        most,
      },
      {
        name: '300 at once, one team, 10 lines',
        count: 300,
        line: (i) => distinct(1e6 + (i % 10)),
        team: oneTeam,
        most,
      },
      {
        name: '100/s, distinct lines',
        count: 100 * seconds,
        rate: 100,
        line: distinct,
        team: (i) => `T0${i % 40}`,
        most,
      },
      {
        name: '300/s, 20 lines of a class',
        count: 300 * seconds,
        rate: 300,
        line: (i) => distinct(2e6 + (i % 20)),
        team: oneTeam,
        most,
      },
    ];
    let sent = 0;
    for (const load of loads) {
      show(load, await run(slack, load, sent));
      sent += load.count;
    }
    const { now, peak } = memoryOf(program);
    const figures = await (await fetch(new URL('/metrics', slack.target))).text();
    const mb = (name: string): string =>
      (Number(new RegExp(`^nodejs_${name}_bytes (\\S+)`, 'm').exec(figures)?.[1]) / 1e6).toFixed(0);
    console.log(
      `  of which JavaScript: ${mb('heap_size_used')} of ${mb('heap_size_total')} MB, beside it ${mb('external_memory')} MB`,
    );
    console.log(
      `  memory of the main process after ${sent} commands: ${now} MB, at most ${peak} MB; target ≤ ${MAX_MB} MB ${mark(now <= MAX_MB)}`,
    );
  } finally {
    program.kill('SIGKILL');
    await slack.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function startProgram(slack: SlackStandIn, dataDir: string): Promise<ChildProcess> {
  const program = spawn(process.execPath, startCommand(), {
    env: {
      PATH: process.env['PATH'],
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: `${slack.url}/api/`,
      DATA_DIR: dataDir,
      PORT: '0',
    },
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(program.stdout);
  const port = await new Promise<number>((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.includes('"ready"')) resolve((JSON.parse(line) as { port: number }).port);
      if (/"level":"?(?:40|50|60|warn|error|fatal)/.test(line)) console.log(`  ${line.slice(0, 300)}`);
    });
    program.once('exit', () => reject(new Error('the program ended')));
  });
  slack.target = `http://127.0.0.1:${port}/slack/events`;
  return program;
}

async function run(slack: SlackStandIn, { count, rate, line, team }: Load, before: number): Promise<Sent[]> {
  const all: Sent[] = [];
  const started = performance.now();
  while (all.length < count) {
    const due = rate === undefined ? count : Math.floor(((performance.now() - started) / 1000) * rate) + 1;
    for (; all.length < Math.min(count, due); ) {
      const i = all.length;
      // Nobody asks more often than a person may.
      all.push(slack.type(line(i), team(i), `U0${(before + i) % 4000}`));
    }
    if (all.length < count) await pause(TICK_MS);
  }
  const end = performance.now() + LAST_MS;
  while (performance.now() < end && all.some(({ answered }) => answered === undefined)) await pause(100);
  return all;
}

const mark = (good: boolean): string => (good ? '✔' : '✘');

function show({ name, most: { answer, acknowledgement } }: Load, all: readonly Sent[]): void {
  const answered = all.filter((one) => one.answered !== undefined && !one.busy);
  const pictures = answered.filter(({ picture }) => picture).length;
  const busy = all.filter((one) => one.busy).length;
  const seconds = (Math.max(...all.map((one) => one.at + (one.answered ?? 0))) - (all[0]?.at ?? 0)) / 1000;
  const times = answered.map((one) => one.answered ?? 0);
  const acknowledged = all.map((one) => one.acknowledged ?? LAST_MS);
  const good =
    answered.length === all.length && part(times, 0.99) <= answer && part(acknowledged, 0.99) <= acknowledgement;
  console.log(
    `  ${name.padEnd(34)} ${answered.length} of ${all.length} answered (${(answered.length / seconds).toFixed(0)}/s), ${pictures} with a picture, ${busy} busy; ` +
      `answer p50 ${part(times, 0.5)} p99 ${part(times, 0.99)}; acknowledgement p50 ${part(acknowledged, 0.5)} p99 ${part(acknowledged, 0.99)} ${mark(good)}`,
  );
}

/** The time within which this part of them were done, in whole ms. */
function part(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

function memoryOf({ pid }: ChildProcess): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string): number => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1000);
  return { now: mb('VmRSS'), peak: mb('VmHWM') };
}
