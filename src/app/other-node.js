import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { anotherNode, bundledNode, checksumOf, nothingFits } from './choose-node.js';
import { ownFolder } from './compile-cache.js';

/** A terminal sends SIGINT to us and to the child alike; the others come to us alone, or a second time does no harm. */
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program under the Node that `npm ci` brought along, in place of this process where that can be done. Where
 * that Node is missing or does not run, says in one line what to install, with exit code 1.
 *
 * @param {readonly string[]} words the program and its arguments
 */
export function runUnderBundledNode(words) {
  const path = bundledNode(process.platform, process.arch);
  const node = path && find(path);
  const wrong = node && checkOnce(node, checksumOf(path));
  if (wrong) {
    console.error(anotherNode(path, wrong));
    process.exitCode = 1;
    return;
  }
  if (!node || !runs(node)) {
    console.error(nothingFits(process.version, path !== undefined && !node));
    process.exitCode = 1;
    return;
  }
  const all = [...process.execArgv, ...words];
  if (canReplace()) replaceBy(node, all);
  else runAsChild(node, all);
}

/**
 * Where a file of an installed package lies; undefined if it is not installed.
 *
 * @param {string} path
 */
function find(path) {
  try {
    return createRequire(import.meta.url).resolve(path);
  } catch (_) {
    return undefined;
  }
}

const CHUNK = 1 << 20;

/**
 * Is a file what it must be? Read once: what was right is remembered until the file is another.
 *
 * @param {string} file
 * @param {string} checksum its SHA-256
 * @returns {string | undefined} the SHA-256 that it has in place of this one
 */
export function checkOnce(file, checksum) {
  const { size, mtimeMs, ino } = statSync(file);
  const folder = ownFolder();
  const known = folder && join(folder, `checked-${checksum.slice(0, 16)}-${size}-${Math.trunc(mtimeMs)}-${ino}`);
  if (known && existsSync(known)) return undefined;
  const found = sha256(file);
  if (found !== checksum) return found;
  try {
    if (known) writeFileSync(known, '');
  } catch (_) {
    // It is read again the next time.
  }
  return undefined;
}

/**
 * @param {string} file of any size
 */
function sha256(file) {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK);
  const handle = openSync(file, 'r');
  try {
    for (let length = 1; length > 0; ) {
      length = readSync(handle, chunk, 0, CHUNK, null);
      hash.update(chunk.subarray(0, length));
    }
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}

/**
 * A Node for glibc lies on machines with musl, too.
 *
 * @param {string} node
 */
const runs = (node) => spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0;

/** Can a process take the place of this one? On Windows `execve` is there and only throws. */
const canReplace = () => typeof process.execve === 'function' && process.platform !== 'win32';

/**
 * Puts a Node with its arguments in place of this process: the same process id and standard streams.
 * The warning that this is experimental would come later than the end of this process.
 *
 * @param {string} node
 * @param {readonly string[]} words
 */
export function replaceBy(node, words) {
  process.execve?.(node, [node, ...words], environment());
}

/** Ours. With more arenas than two, glibc keeps 10 MB more that nobody uses (`man mallopt`). */
const environment = () => ({ MALLOC_ARENA_MAX: '2', ...process.env });

/**
 * Runs a Node with its arguments as a child that has our standard streams, hands on to it the signals that end a
 * program, and ends as it ends: with its exit code, or by the same signal.
 *
 * @param {string} node
 * @param {readonly string[]} words
 */
export function runAsChild(node, words) {
  const child = spawn(node, words, { env: environment(), stdio: 'inherit' });
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !terminalSends()) child.kill(signal);
    });
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code === null ? 1 : code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** Are we what a terminal has in front? Then Ctrl-C reaches the child, which is in the same group, without us. */
function terminalSends() {
  if (process.platform === 'win32') return true;
  try {
    // man proc_pid_stat: after the name in brackets come state, parent, group, session, terminal and its group in front.
    const [, , group, , , inFront] = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return group === inFront;
  } catch (_) {
    return false;
  }
}
