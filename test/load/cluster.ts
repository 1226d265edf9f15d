import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startCommand } from '../support/start-command.ts';

const READY_WITHIN_MS = 60_000;

/** Several processes of the program behind HAProxy. */
export interface Cluster {
  /** Where the balancer listens. */
  readonly url: string;
  /** Kills one process at once, and starts it again; resolves when it is ready. */
  kill(which: number): Promise<void>;
  /** Asks one process to stop, and starts it again; resolves when it is ready. */
  restart(which: number): Promise<void>;
  /** Resident memory of the main processes, in MB. */
  memory(): number[];
  /** Seconds of CPU that the processes that run now have taken, with their children that run. */
  cpuSeconds(): number;
  readonly folder: string;
  close(): Promise<void>;
}

/**
 * @param env of the processes, without PORT
 * @throws Error where HAProxy is missing, or a process is not ready in time
 */
export async function startCluster(size: number, env: Record<string, string>): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'chainrule-load-'));
  const ports = await Promise.all(Array.from({ length: size + 1 }, freePort));
  const [front = 0, ...backs] = ports;
  const running: ChildProcess[] = [];
  const start = async (which: number): Promise<void> => {
    const log = openSync(join(folder, `process-${which}.log`), 'a');
    const child = spawn(process.execPath, startCommand(), {
      env: { ...env, PORT: String(backs[which]), HOST: '127.0.0.1' },
      stdio: ['ignore', log, log],
    });
    running[which] = child;
    const until = Date.now() + READY_WITHIN_MS;
    while (!(await isReady(backs[which] as number))) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`process ${which} does not start: ${folder}`);
      await pause(100);
    }
  };
  await start(0);
  await Promise.all(backs.slice(1).map((_, i) => start(i + 1)));
  const config = join(folder, 'haproxy.cfg');
  writeFileSync(config, haproxy(front, backs));
  const log = openSync(join(folder, 'haproxy.log'), 'a');
  const balancer = spawn('haproxy', ['-f', config], { stdio: ['ignore', log, log] });
  await once(balancer, 'spawn');
  while (!(await isReady(front))) await pause(100);
  const again = async (which: number, signal: NodeJS.Signals): Promise<void> => {
    const child = running[which] as ChildProcess;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
    await start(which);
  };
  return {
    url: `http://127.0.0.1:${front}`,
    kill: (which) => again(which, 'SIGKILL'),
    restart: (which) => again(which, 'SIGTERM'),
    memory: () => running.map(({ pid }) => residentOf(pid)),
    cpuSeconds: () => running.reduce((sum, { pid }) => sum + cpuOf(pid), 0),
    folder,
    async close() {
      const exits = [balancer, ...running].map((child) => (child.exitCode === null ? once(child, 'exit') : undefined));
      for (const child of running) child.kill('SIGTERM');
      balancer.kill('SIGTERM');
      await Promise.all(exits);
    },
  };
}

/** What dies with a request is sent to another process: deliveries have ids, so that none is answered twice. */
const haproxy = (front: number, backs: readonly number[]): string => `
global
  maxconn 4000
defaults
  mode http
  timeout connect 1s
  timeout client 65s
  timeout server 65s
  timeout check 5s
  retries 3
  option redispatch 1
  retry-on conn-failure empty-response
frontend all
  bind 127.0.0.1:${front}
  default_backend bots
backend bots
  balance roundrobin
  http-reuse always
  timeout queue 2500ms
  option httpchk GET /readyz
  default-server check inter 1s fall 3 rise 1 slowstart 8s maxconn 64 pool-low-conn 64 pool-purge-delay 60s
${backs.map((port, i) => `  server p${i} 127.0.0.1:${port}`).join('\n')}
`;

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

function residentOf(pid: number | undefined): number {
  const [, kilobytes = 'NaN'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** Of a process and its children, in s. Linux counts in hundredths. */
function cpuOf(pid: number | undefined): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number) as [number, number];
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return (
    (user + system) / 100 + (children === '' ? [] : children.split(' ')).reduce((sum, id) => sum + cpuOf(Number(id)), 0)
  );
}
