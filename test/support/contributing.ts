import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from './command-folder.ts';

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Tests are among it, so that a change can be tried with their help. */
const COPIED = [
  'src',
  'build',
  'commands',
  'lessons',
  'test',
  'docs',
  'bench',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];

/** A copy of the project with a change made to it. Its modules are loaded apart from those of this process. */
export interface ChangedProject {
  readonly folder: string;
  /** The files that the change touched. */
  readonly files: readonly string[];
  /** Imports a module of the copy, by its path in the project. */
  load<Module>(path: string): Promise<Module>;
  /** What the compiler says about folders of the copy, all by default, and whatever they import; empty when it is content. */
  complaints(folders?: readonly string[]): Promise<string>;
}

/** The diffs that CONTRIBUTING shows, by the heading under which each stands. */
export async function shownDiffs(): Promise<Map<string, string>> {
  const sections = (await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8')).split(/^#+ /m);
  const shown = sections.map((section): [string, string] => {
    const diffs = [...section.matchAll(/^```diff\n([\s\S]*?)^```/gm)].map(([, diff = '']) => diff);
    return [section.slice(0, section.indexOf('\n')), diffs.join('')];
  });
  return new Map(shown.filter(([, diff]) => diff !== ''));
}

/** @throws Error if CONTRIBUTING shows no diff under the heading */
export async function shownDiff(heading: string): Promise<string> {
  const diff = (await shownDiffs()).get(heading);
  if (diff === undefined) throw new Error(`CONTRIBUTING shows no diff under "${heading}"`);
  return diff;
}

/** The files that a diff touches. */
export const filesOf = (diff: string): string[] => [...diff.matchAll(/^\+\+\+ (\S+)$/gm)].map(([, path = '']) => path);

/** Copies the project into a temporary folder and applies a diff there: see {@link applyHunk} for its form. */
export async function changedProject(diff: string): Promise<ChangedProject> {
  const folder = await temporaryFolder();
  for (const name of COPIED) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const part of diff.split(/^--- /m).slice(1)) {
    const [head = '', ...hunks] = part.split(/^@@.*\n/m);
    const [, before = '', path = ''] = /^(\S+)\n\+\+\+ (\S+)\n$/.exec(head) ?? [];
    const target = join(folder, path);
    let text = before === '/dev/null' ? '' : await readFile(target, 'utf8');
    for (const hunk of hunks) text = applyHunk(text, hunk, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  return {
    folder,
    files: filesOf(diff),
    load: (path) => import(/* @vite-ignore */ pathToFileURL(join(folder, path)).href),
    complaints: async (folders = ['src', 'commands', 'docs', 'test', 'bench/*.ts']) => {
      const options = { extends: './tsconfig.json', include: folders };
      await writeFile(join(folder, 'tsconfig.part.json'), JSON.stringify(options));
      return compile(join(folder, 'tsconfig.part.json'));
    },
  };
}

/**
 * Replaces the lines of a hunk with ` ` and `-` by those with ` ` and `+`. The hunk is found by its lines, which must
 * occur once, not by line numbers: those would be wrong as soon as something above them changes.
 */
function applyHunk(text: string, hunk: string, path: string): string {
  const lines = hunk.split(/(?<=\n)/).map((line) => (line === '\n' ? ' \n' : line));
  const side = (sign: string): string =>
    lines
      .filter((line) => line.startsWith(' ') || line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('');
  const before = side('-');
  const pieces = before === '' ? ['', text] : `\n${text}`.split(`\n${before}`);
  if (pieces.length !== 2) throw new Error(`these lines stand ${pieces.length - 1} times in ${path}:\n${before}`);
  const [above = '', below = ''] = pieces;
  return before === '' ? side('+') + text : `${above}\n${side('+')}${below}`.slice(1);
}

/** What the compiler prints. */
async function compile(config: string): Promise<string> {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  try {
    return (await execute(process.execPath, [compiler, '-p', config, '--pretty', 'false'])).stdout;
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  }
}
