import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../command-folder.ts';
import { type Balancer, startBalancer } from './balancer.ts';

const MEMBER = new URL('member.ts', import.meta.url);

/** A process of the program. */
export interface Member {
  readonly child: ChildProcess;
  readonly port: number;
  /** Lines of its log so far. */
  readonly logged: readonly string[];
}

/** Several processes of the program on one database, behind a balancer that hands requests on in turn. */
export interface Group {
  readonly balancer: Balancer;
  /** All that there ever were. */
  readonly members: readonly Member[];
  readonly living: readonly Member[];
  /** From now on requests go to these only. */
  route(...members: readonly Member[]): void;
  /** Starts one more, and routes to all that live. */
  add(): Promise<Member>;
  /** Ends one with a signal, and routes to the others at once. Resolves when it has ended. */
  end(member: Member, signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  close(): Promise<void>;
}

export interface GroupOptions {
  readonly count: number;
  /** Credentials, `DATABASE_URL` and whatever else they have in common. */
  readonly env: Readonly<Record<string, string>>;
  /** What each runs; the program as it is served if left out. */
  readonly file?: URL | undefined;
  /** Its arguments, asked for at each start. */
  readonly args?: (() => readonly string[]) | undefined;
}

export async function startGroup({ count, env, file = MEMBER, args = () => [] }: GroupOptions): Promise<Group> {
  const balancer = await startBalancer();
  const members: Member[] = [];
  const living = (): Member[] => members.filter(({ child }) => child.exitCode === null && child.signalCode === null);
  const route = (...to: readonly Member[]): void => {
    balancer.ports = to.map(({ port }) => port);
  };
  const add = async (): Promise<Member> => {
    const member = await startMember({ PORT: '0', ...env }, [fileURLToPath(file), ...args()]);
    members.push(member);
    route(...living());
    return member;
  };
  await Promise.all(Array.from({ length: count }, add));
  return {
    balancer,
    members,
    get living() {
      return living();
    },
    route,
    add,
    async end(member, signal) {
      route(...living().filter((one) => one !== member));
      const exit = once(member.child, 'exit');
      member.child.kill(signal);
      await exit;
    },
    async close() {
      balancer.close();
      await Promise.all(
        living().map(async ({ child }) => {
          const exit = once(child, 'exit');
          child.kill('SIGKILL');
          await exit;
        }),
      );
    },
  };
}

async function startMember(env: Record<string, string>, args: readonly string[]): Promise<Member> {
  const cwd = await temporaryFolder();
  // They share the compiled code.
  const { NODE_COMPILE_CACHE = '' } = process.env;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { DATA_DIR: cwd, NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const logged: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`it does not start:\n${logged.join('\n')}`)));
    createInterface({ input: child.stdout as Readable }).on('line', (line) => {
      logged.push(line);
      const { msg, port } = JSON.parse(line) as { msg?: string; port?: number };
      if (msg === 'ready' && port !== undefined) resolve(port);
    });
  });
  return { child, port, logged };
}
