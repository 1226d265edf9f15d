/**
 * Several processes on one PostgreSQL behind HAProxy, under load, while one after another is killed:
 *   node src/app/launch.js test/load/run.ts [--processes 3] [--rate 300] [--seconds 120] [--kill-every 10] [--quizzes 10] [--settle 30] [--kind grad]
 * It wants `haproxy` (Debian's will do) and TEST_DATABASE_URL. `--kill-every 0` kills nothing; `--stop` asks to stop instead.
 * Exit code 0 where every acknowledged command was answered or apologised for exactly once, and the quizzes went on.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { NO_POSTGRES, newSchema, TEST_DATABASE_URL } from '../store/places.ts';
import { startCluster } from './cluster.ts';
import { type Ending, endingOf, quantile } from './judge.ts';
import { startPlatform } from './platform.ts';
import { PUBLIC_KEY, SIGNING_SECRET, Traffic } from './traffic.ts';

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '3' },
    rate: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '120' },
    'kill-every': { type: 'string', default: '10' },
    quizzes: { type: 'string', default: '10' },
    stop: { type: 'boolean', default: false },
    settle: { type: 'string' },
    kind: { type: 'string' },
  },
});
const [size, rate, seconds, killEvery, quizzes] = [
  values.processes,
  values.rate,
  values.seconds,
  values['kill-every'],
  values.quizzes,
].map(Number) as [number, number, number, number, number];

/** What is under way when the last command is sent has this long to end: longer than a lease. */
const SETTLE_MS = 30_000;
/** What a process that dies may cost a quiz. */
const QUIZ_WITHIN_MS = 5000;
const TICK_MS = 20;
const CLICK_AGAIN_MS = 3000;
/** Of what went wrong so much is told in full. */
const MOST_SHOWN = 10;
/** The command of a button that answers a question. */
const ANSWER = /\/quiz answer \S+ \S/;

if (TEST_DATABASE_URL === undefined) {
  console.error(NO_POSTGRES);
  process.exit(2);
}
const database = await newSchema(TEST_DATABASE_URL);
const platform = await startPlatform();
const cluster = await startCluster(size, {
  PATH: process.env['PATH'] ?? '',
  DATABASE_URL: database.options.databaseUrl as string,
  DISCORD_TOKEN: 'load-discord-token',
  DISCORD_PUBLIC_KEY: PUBLIC_KEY,
  DISCORD_API_URL: platform.discordUrl,
  SLACK_BOT_TOKEN: 'xoxb-load',
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_API_URL: platform.slackUrl,
  DATA_DIR: '/nonexistent',
  LOG_LEVEL: 'warn',
});
const traffic = new Traffic(cluster.url, platform, values.kind);
console.log(`${size} processes, ${rate} commands/s for ${seconds} s; logs in ${cluster.folder}`);

for (let i = 0; i < quizzes; i++) await playQuiz(String(500 + i));

const began = performance.now();
let killed = 0;
/** When half of the time is over all code is warm: what is taken from then on is what a command costs. */
let half: { readonly sent: number; readonly cpu: number } | undefined;
let killing = Promise.resolve();
for (let sent = 0; performance.now() - began < seconds * 1000; await pause(TICK_MS)) {
  const passed = performance.now() - began;
  for (; sent < (passed / 1000) * rate; sent++) traffic.next();
  if (passed > seconds * 500) half ??= { sent, cpu: cluster.cpuSeconds() };
  if (killEvery === 0 || passed < (killed + 1) * killEvery * 1000) continue;
  const which = killed++ % size;
  killing = killing.then(() => (values.stop ? cluster.restart(which) : cluster.kill(which)));
}
await killing;
const cpu = cluster.cpuSeconds() - (half?.cpu ?? 0);
const cost = (1000 * cpu) / (traffic.sent.length - (half?.sent ?? 0));
await pause(values.settle === undefined ? SETTLE_MS : Number(values.settle) * 1000);

const endings = new Map<Ending, number>();
const took: number[] = [];
let shown = 0;
for (const sent of traffic.sent) {
  const { ending, ms } = endingOf(sent, platform);
  endings.set(ending, (endings.get(ending) ?? 0) + 1);
  if (ending === 'answered' && ms !== undefined) took.push(ms);
  if ((ending === 'never' || ending === 'more than once') && ++shown <= MOST_SHOWN)
    console.log(`${ending}: ${sent.kind} ${sent.id}`, heardOf(sent.id));
}
const acks = traffic.sent.flatMap(({ ackMs, status }) => (status === 200 && ackMs !== undefined ? [ackMs] : []));
const ms = (list: readonly number[]): string =>
  [0.5, 0.99, 1].map((share) => `${Math.round(quantile(list, share))}`).join(' / ');
console.log(
  `sent ${traffic.sent.length}, killed ${killed}: ${[...endings].map(([name, n]) => `${n} ${name}`).join(', ')}`,
);
console.log(
  `answered ${Math.round(took.length / seconds)}/s; acknowledged after ${ms(acks)} ms, answered after ${ms(took)} ms (p50 / p99 / most)`,
);
const PERIOD_MS = 10_000;
const byPeriod = Map.groupBy(traffic.sent, ({ at }) => Math.floor((at - began) / PERIOD_MS));
console.log(
  `acknowledgements of each ${PERIOD_MS / 1000} s, p99: ${[...byPeriod.values()]
    .map((sent) =>
      Math.round(
        quantile(
          sent.flatMap(({ ackMs }) => ackMs ?? []),
          0.99,
        ),
      ),
    )
    .join(', ')} ms`,
);
const gaps = [...platform.channels.values()].map(({ times }) => times.slice(1).map((at, i) => at - (times[i] ?? at)));
// A question is shown, answered at once, and its answer stands for some seconds: that is the usual pause.
const [usual, longest] = [0.9, 1].map((share) => quantile(gaps.flat(), share)) as [number, number];
console.log(
  `${platform.channels.size} channels of quizzes, ${gaps.flat().length} messages and edits; usual pause ${Math.round(usual)} ms, longest ${Math.round(longest)} ms`,
);
console.log(
  `main processes: ${cluster.memory().join(', ')} MB${killed > 0 ? '' : `; in the second half a command took ${cost.toFixed(1)} ms of CPU`}`,
);
await cluster.close();
platform.close();
await database.remove();
const wrong = (endings.get('never') ?? 0) + (endings.get('more than once') ?? 0) + (endings.get('sorry') ?? 0);
process.exit(wrong === 0 && longest - usual <= QUIZ_WITHIN_MS ? 0 : 1);

function heardOf(id: string): string[] {
  return (platform.heard.get(id) ?? []).map(({ text, isProgress }) => `${isProgress ? '…' : ''}${text.slice(0, 300)}`);
}

/** Starts a quiz; whoever started it answers each question with its first button from then on. */
async function playQuiz(channel: string): Promise<void> {
  const person = `${channel}1`;
  for (const line of ['/quiz start --rounds 20', '/quiz begin']) {
    const { id } = await traffic.discord('quiz', line, channel, person);
    for (let i = 0; i < 50 && !platform.heard.has(id); i++) await pause(100);
  }
  let [answered, at] = ['', 0];
  const play = setInterval(() => {
    const button = platform.channels.get(channel)?.buttons.find((one) => ANSWER.test(one));
    // A click may have died with its process: then it is done once more.
    if (button === undefined || (button === answered && performance.now() - at < CLICK_AGAIN_MS)) return;
    [answered, at] = [button, performance.now()];
    void traffic.click(button, channel, person);
  }, 200);
  play.unref();
}
