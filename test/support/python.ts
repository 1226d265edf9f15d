import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';

/** Debian's, whose library is known. */
const PYTHON = '/usr/bin/python3';

/** Why there is no Python here. */
export const NO_PYTHON = existsSync(PYTHON) ? undefined : 'needs Python: apt-get install python3';

/** What a script printed, and how it ended. */
export async function runPython(script: string): Promise<{ stdout: string; stderr: string; code: number | null }> {
  const child = spawn(PYTHON, ['-I', '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  child.stdin.on('error', () => {}).end(script);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, code };
}
