import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { FakeDiscord } from '../test/support/discord/fake.ts';
import { BOT_TOKEN, FakeSlack } from '../test/support/slack/fake.ts';
import { SECRET } from '../test/support/slack/sign.ts';
import type { Addresses } from './memory-program.ts';

const PROGRAM = fileURLToPath(new URL('memory-program.ts', import.meta.url));
/** Sent first, so that the caches of answers are full and code is compiled when the measurement begins. */
const WARM_UP = 3000;
const AT_ONCE = 6;
const SETTLE_MS = 2000;
const LIMIT_MB = 5;
const SCOPES = ['commands', 'chat:write', 'files:write', 'files:read', 'app_mentions:read'];

/** What may stay in memory on purpose, and how much of it. */
const CACHES = [
  ['answers that are the same for all', '16 MB'],
  ['ids of deliveries', '50,000 each in two lists'],
  ['answers of the page, with pictures', '200 answers, 64 MB'],
  ['follow-up tokens of Discord, and addresses of Slack', '10,000 each'],
  ['messages of quizzes on the page', '50'],
  ["ids of quizzes' pictures that Slack has", '500'],
  ['questions of quizzes', '200 quizzes'],
  ['requests that Discord puts off', '1000'],
  ['queues of the Discord client', 'those of the last minute'],
  ['signatures of Slack', 'those of the last 10 minutes'],
  ['counters of the rate limits', 'those of the last 10 s'],
] as const;

/** What somebody asks: pictures, private answers and refusals. */
const LINES: readonly ((i: number) => readonly [command: string, option: string, text: string])[] = [
  (i) => ['grad', 'formula', `a*b+c a=${i}`],
  () => ['help', 'command', 'train'],
  (i) => ['grad', 'formula', `a*b+ ${i} +`],
  (i) => ['grad', 'formula', `tanh(a*b) a=${i} b=0.5`],
  (i) => ['train', 'args', `--steps 5 --seed ${i}`],
];

/**
 * Prints what the program keeps of so many commands through page, Discord and Slack: heap and external buffers after
 * forced collection, before and after.
 */
export async function showMemory(commands: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chainrule-memory-'));
  const discord = await new FakeDiscord().open();
  const slack = await FakeSlack.start(SCOPES);
  const addresses: Addresses = {
    discord: { token: discord.token, apiUrl: discord.apiUrl },
    slack: { botToken: BOT_TOKEN, apiUrl: slack.url, signingSecret: SECRET },
    dataDir,
  };
  const program = fork(PROGRAM, [JSON.stringify(addresses)], { execArgv: ['--expose-gc'] });
  try {
    const [port] = await once(program, 'message');
    const url = `http://127.0.0.1:${port}`;
    slack.target = `${url}/slack/events`;
    const ways = [pageOf(url), discordOf(discord), slackOf(slack)];
    const measure = async (): Promise<NodeJS.MemoryUsage> => {
      await pause(SETTLE_MS);
      program.send('measure');
      return (await once(program, 'message'))[0];
    };
    let sent = 0;
    /** On a busy machine a platform may have given up on a command: what it left in memory counts all the same. */
    let unanswered = 0;
    const ask = async (i: number): Promise<void> => {
      await ways[i % ways.length]?.(i).catch(() => unanswered++);
    };
    const send = async (count: number): Promise<void> => {
      const end = sent + count;
      const one = async (): Promise<void> => {
        while (sent < end) await ask(sent++);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    };
    // One after another, so that the answers to be copied are there.
    for (; sent < ways.length * LINES.length; sent++) await ask(sent);
    await send(WARM_UP);
    const before = await measure();
    await send(commands);
    show(commands, before, await measure());
    if (unanswered > 0) console.log(`  ${unanswered} of them had no answer in time`);
  } finally {
    program.disconnect();
    await once(program, 'exit');
    await Promise.all([discord.close(), slack.close()]);
    await rm(dataDir, { recursive: true });
  }
}

type Ask = (i: number) => Promise<unknown>;

const askedBy = (i: number): readonly [string, string, string] =>
  (LINES[Math.floor(i / 3) % LINES.length] as (typeof LINES)[0])(i) as [string, string, string];

function pageOf(url: string): Ask {
  return async (i) => {
    const [command, , text] = askedBy(i);
    const body = { line: `/${command} ${text}`, delivery: randomUUID(), person: `person-${i}`, theme: 'dark' };
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/ask`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!/"kind":"(answer|refusal)"/.test(await response.text())) throw new Error(`${body.line}: no answer`);
  };
}

function discordOf(fake: FakeDiscord): Ask {
  return (i) => {
    const [command, option, text] = askedBy(i);
    return fake.slash(command, { [option]: text }, { user: String(10n ** 17n + BigInt(i)) }).answer();
  };
}

function slackOf(fake: FakeSlack): Ask {
  return async (i) => {
    const [command, , text] = askedBy(i);
    const channel = `C0${i}`;
    await fake.type(`/${command} ${text}`, { user: `U0${i}`, channel });
    const message = await fake.until(() => fake.messages.find((one) => one.channel === channel && !one.deleted));
    fake.messages.splice(fake.messages.indexOf(message), 1);
  };
}

function show(commands: number, before: NodeJS.MemoryUsage, after: NodeJS.MemoryUsage): void {
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(1).padStart(7);
  console.log(`\nMemory of the main process after forced collection, ${commands} commands apart, in MB`);
  for (const kind of ['heapUsed', 'external', 'arrayBuffers', 'rss'] as const)
    console.log(`  ${kind.padEnd(13)}${mb(before[kind])} →${mb(after[kind])}  ${mb(after[kind] - before[kind])}`);
  // What array buffers take is a part of what is external.
  const grown = after.heapUsed + after.external - before.heapUsed - before.external;
  const good = grown / 1e6 <= LIMIT_MB;
  console.log(
    `  heap and buffers grew by ${mb(grown).trim()} MB, ${(grown / commands / 1000).toFixed(2)} kB a command`,
  );
  console.log(`  target: at most ${LIMIT_MB} MB above what these hold ${good ? '✔' : '✘'}`);
  for (const [what, bound] of CACHES) console.log(`    ${what}: ${bound}`);
}
