import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { loadCommands } from '../../src/command/registry.ts';
import { manifest } from '../../src/platforms/slack/manifest.ts';
import { FakeDiscord } from '../support/discord/fake.ts';
import { type Shown, textOf } from '../support/discord/people.ts';
import { launch } from '../support/program.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../support/slack/fake.ts';
import { scopesOf } from '../support/slack/rig.ts';
import { SECRET } from '../support/slack/sign.ts';
import { TIME_LIMIT_MS } from '../support/time-limit.ts';

/** With the cache of compiled code, as everybody starts it. */
const MAIN = launch('app/main.ts');

interface Started {
  readonly discord: FakeDiscord;
  readonly slack: FakeSlack;
  readonly child: ChildProcess;
  /** Lines of the log so far, as objects. */
  readonly log: Record<string, unknown>[];
  /** Resolves when a line with this message has been logged. */
  logged(message: string): Promise<void>;
  readonly url: string;
}

/** The whole program as one starts it, with both platforms; Slack's events come by a socket, or by HTTP. */
async function start(
  slackBy: Record<string, string> = { SLACK_APP_TOKEN: APP_TOKEN },
  others: Record<string, string> = {},
): Promise<Started> {
  const discord = await new FakeDiscord().open();
  const slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  const dataDir = await mkdtemp(join(tmpdir(), 'chainrule-process-'));
  const child = spawn(process.execPath, MAIN, {
    cwd: dataDir,
    env: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      ...slackBy,
      SLACK_API_URL: slack.url,
      DATA_DIR: dataDir,
      PORT: '0',
      ...others,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Signals to its group reach it alone.
    detached: true,
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await discord.close();
    await slack.close();
    await rm(dataDir, { recursive: true });
  });
  const log: Record<string, unknown>[] = [];
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    log.push(...lines.map((line) => JSON.parse(line)));
    child.emit('logged');
  });
  const logged = async (message: string): Promise<void> => {
    while (!log.some(({ msg }) => msg === message)) await once(child, 'logged');
  };
  await logged('ready');
  const port = log.find(({ msg }) => msg === 'ready')?.['port'];
  return { discord, slack, child, log, logged, url: `http://127.0.0.1:${port}` };
}

/** The processes that a process has started. */
async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(/\s+/).filter(Boolean).map(Number);
}

describe('the program with both platforms', () => {
  it('is healthy, answers, counts, and keeps tokens and texts to itself', async () => {
    const { discord, log, url } = await start();
    const health = await fetch(`${url}/healthz`);
    expect([health.status, await health.json()]).toMatchObject([
      200,
      { healthy: true, platforms: { discord: true, slack: true }, states: { slack: { state: 'connected' } } },
    ]);
    const asked = discord.slash('grad', { formula: 'my_secret*b' });
    expect(textOf(await asked.answer())).toContain('dL/db = my_secret');
    const figures = await (await fetch(`${url}/metrics`)).text();
    expect(figures).toContain('chainrule_commands_total{platform="discord",command="grad",outcome="answered"} 1');
    const written = JSON.stringify(log);
    for (const secret of [discord.token, BOT_TOKEN, APP_TOKEN, 'my_secret']) expect(written).not.toContain(secret);
  });

  it('takes what Slack signs on its one port', async () => {
    const { slack, url } = await start({ SLACK_SIGNING_SECRET: SECRET });
    slack.target = `${url}/slack/events`;
    expect(await slack.type('/grad a*b')).toMatchObject({ status: 200 });
    await slack.seen('dL/da = b');
    const unsigned = await fetch(slack.target, { method: 'POST', body: 'command=%2Fgrad&text=a' });
    expect(unsigned.status).toBe(401);
  });

  it('asks a quiz by itself on each platform, and stops in the middle of it when it is told to', async () => {
    const { discord, slack, child } = await start();
    const who = { user: '9001', nick: 'Ada' };
    const asked = discord.slash('quiz start', { rounds: 2 }, who);
    expect((await asked.answer()).ephemeral).toBe(true);
    const lobby = await discord.channels.until(() => discord.channels.posted[0]);
    expect(textOf(lobby.states[0] as Shown)).toContain('A quiz begins');
    await slack.type('/quiz status');
    await slack.seen('No quiz is running here.');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('serves the page beside them with WEB=1 only', async () => {
    const { url } = await start({ SLACK_APP_TOKEN: APP_TOKEN, WEB: '1' });
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ platforms: { web: true, slack: true } });
    expect((await fetch(url)).headers.get('content-type')).toMatch(/html/);
    const without = await start();
    expect((await fetch(without.url)).status).toBe(404);
  });

  it('is healthy only while every platform is connected', async () => {
    const { discord, url } = await start();
    const becomes = (status: number) =>
      vi.waitFor(async () => expect((await fetch(`${url}/healthz`)).status).toBe(status), {
        timeout: TIME_LIMIT_MS,
        interval: 50,
      });
    await becomes(200);
    discord.gateway.hold();
    discord.gateway.drop();
    await becomes(503);
    discord.gateway.admit();
    await becomes(200);
  });

  it.each([
    ['cannot be reached', { SLACK_API_URL: 'http://127.0.0.1:1/api/' }, 'unreachable'],
    ['refuses the token', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, 'refused'],
  ])('serves Discord while Slack %s, and says so', async (_, others, state) => {
    const { discord, url, child } = await start(undefined, others);
    expect(textOf(await discord.slash('grad', { formula: 'a*b' }).answer())).toContain('dL/da = b');
    const [ready, live] = await Promise.all(['readyz', 'livez'].map((path) => fetch(`${url}/${path}`)));
    expect([ready?.status, live?.status]).toEqual([503, 200]);
    expect(await ready?.json()).toMatchObject({
      platforms: { discord: true, slack: false },
      states: { discord: { state: 'connected' }, slack: { state } },
    });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('finishes what runs, or apologises, when it is told to stop, and ends', async () => {
    const { discord, child, log } = await start();
    const asked = discord.slash('train', { args: '--data spiral --steps 5700 --layers 64,64,1' });
    await asked.until(() => asked.states.length > 0);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(textOf(await asked.answer())).toMatch(/Loss falls|I have to restart/);
    expect(log.at(-1)).toMatchObject({ msg: 'stopped' });
  });

  it.runIf(process.platform === 'linux').each<[string, NodeJS.Signals, (pid: number) => Promise<number[]>]>([
    ['SIGTERM to the group', 'SIGTERM', async (pid) => [-pid]],
    ['Ctrl-C', 'SIGINT', async (pid) => [-pid]],
    ['SIGTERM to all processes', 'SIGTERM', async (pid) => [...(await childrenOf(pid)), pid]],
  ])('%s does not end what runs', async (_, signal, targets) => {
    const { discord, child } = await start();
    const asked = discord.slash('train', { args: '--data spiral --steps 5700 --layers 64,64,1' });
    // Until its progress is shown.
    await asked.until(() => asked.states.length > 1);
    for (const pid of await targets(child.pid as number)) process.kill(pid, signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(textOf(await asked.answer())).toMatch(/Loss falls|I have to restart/);
  });

  it.runIf(process.platform === 'linux')('no process outlives a program that is killed', async () => {
    const { discord, child } = await start();
    const asked = discord.slash('train', { args: '--data spiral --steps 5700 --layers 64,64,1' });
    await asked.until(() => asked.states.length > 1);
    const children = await childrenOf(child.pid as number);
    expect(children.length).toBeGreaterThan(0);
    child.kill('SIGKILL');
    const lives = (pid: number): boolean => existsSync(`/proc/${pid}`);
    await vi.waitFor(() => expect(children.filter(lives)).toEqual([]), { timeout: TIME_LIMIT_MS, interval: 50 });
  });
});
