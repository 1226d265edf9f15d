import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatLine } from '../../src/command/format.ts';
import { parseLine } from '../../src/command/parse.ts';
import { loadCommands } from '../../src/command/registry.ts';
import { manifest } from '../../src/platforms/slack/manifest.ts';
import { readQuestions } from '../../src/questions/formats/read.ts';
import { toText } from '../../src/reply/text.ts';
import { answer, commands } from '../commands/run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const README = read('README.md');
const pages = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
/** The README and every page of docs/, as one text. */
const DOCS = [README, ...pages.map((page) => read(`docs/${page}`))].join('\n');
const WIDTH = 100;
const MAX_README_LINES = 150;

const blocks = (language: string): string[] =>
  [...DOCS.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);

/** What a pattern with one group finds in the documentation, each once. */
function unique(pattern: RegExp): string[] {
  return [...new Set([...DOCS.matchAll(pattern)].map(([, found = '']) => found))];
}

/** Commands in code spans; a name alone, such as `/grad`, only speaks of the command. */
const spans = unique(/`(\/(?:grad|check|train|help)\b[^`]*)`/g).filter((line) => line !== '/grad' && line !== '/check');

/** Commands of a quiz: what acts between people can only be understood here; it is played in the tests of quizzes. */
const quizLines = unique(/`(\/quiz\s[^`]*)`/g);

/** The sessions: a prompt with a line, and what is printed, with … for what is left out. */
const sessions = blocks('text').flatMap((text) =>
  text
    .split(/^chainrule> /m)
    .slice(1)
    .map((part) => ({ line: part.slice(0, part.indexOf('\n')), printed: part.slice(part.indexOf('\n') + 1) })),
);

/** Links to files of the project, from the folder of the page that has them. */
const links = ['README.md', 'CONTRIBUTING.md', ...pages.map((page) => `docs/${page}`)].flatMap((page) =>
  [...read(page).matchAll(/\]\((?!https?:)([^)#\s]+)\)/g)].map(([, to = '']) => [page, to] as const),
);

describe('the README', () => {
  it('is short, and leads to every page of docs/', () => {
    expect(README.trimEnd().split('\n').length).toBeLessThanOrEqual(MAX_README_LINES);
    for (const page of pages) expect(README).toContain(`](docs/${page})`);
  });
});

describe('the documentation', () => {
  it.each(links)('%s links to %s, which is there', (page, to) => {
    expect(existsSync(join(ROOT, dirname(page), to))).toBe(true);
  });

  it.each(spans)('%s is answered', (line) => {
    expect(answer(line).nodes.length).toBeGreaterThan(0);
  });

  it.each(quizLines)('%s is understood', (line) => {
    expect(quizLines.length).toBeGreaterThan(15);
    const { command, values } = parseLine(line, commands);
    expect(command.name).toMatch(/^quiz /);
    if (command.act === undefined) expect(answer(line).nodes.length).toBeGreaterThan(0);
    else expect(formatLine(command, values)).toMatch(/^\/quiz /);
  });

  it.each(['yaml', 'csv', 'gift'] as const)('shows questions in %s that can be imported', (format) => {
    const [written = ''] = blocks(format);
    const { questions } = readQuestions(written);
    expect(questions).toEqual(readQuestions(written, format).questions);
    expect(questions).toHaveLength(3);
    expect(questions.map(({ typed }) => typed?.kind)).toContain('number');
  });

  it.each(blocks('yaml'))('shows questions of which none is left out', (written) => {
    expect(readQuestions(written, 'yaml')).toMatchObject({ leftOut: [], notes: [] });
  });

  it.each(sessions)('$line prints what it shows', ({ line, printed }) => {
    const text = toText(answer(line), { width: WIDTH });
    for (const part of printed.split('…\n')) expect(text).toContain(part.trim());
  });

  it.each(blocks('sh').flatMap((text) => text.trim().split('\n')))('%s works', (line) => {
    const scripts = JSON.parse(read('package.json')).scripts;
    const [, script] = /^npm (?:run )?(start|test|check|bench)$/.exec(line) ?? [];
    if (script) expect(scripts).toHaveProperty(script);
    else if (line.startsWith('npm run --silent ask')) expect(shell(line)).not.toBe('');
    else if (line === 'npm run pack') expect(scripts).toHaveProperty('pack');
    else if (line.startsWith('docker')) expect(existsSync(join(ROOT, 'Dockerfile'))).toBe(true);
    else expect(line).toBe('npm ci');
  });

  it.each(blocks('console').flatMap((text) => text.trim().split('\n')))('%s names what there is', (line) => {
    const { scripts } = JSON.parse(read('package.json'));
    for (const [, script = ''] of line.matchAll(/npm run (?:--silent )?([\w:]+)/g))
      expect(scripts).toHaveProperty([script]);
    for (const [path] of line.matchAll(/\b(?:deploy|src|docs)\/[\w./-]+/g))
      expect(existsSync(join(ROOT, path))).toBe(true);
  });

  it("names exactly the scopes of the Slack app's manifest", async () => {
    const { oauth_config } = manifest(await loadCommands()) as { oauth_config: { scopes: { bot: string[] } } };
    const named = /asks for the scopes ([^.]*)/.exec(DOCS)?.[1] ?? '';
    expect([...named.matchAll(/`([a-z_:]+)`/g)].map(([, scope]) => scope).sort()).toEqual(
      oauth_config.scopes.bot.sort(),
    );
  });

  it('lists every setting of .env.example', () => {
    const example = read('.env.example');
    const settings = [...example.matchAll(/^([A-Z_]+)=/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'POSTGRES_PASSWORD');
    expect(settings.length).toBeGreaterThan(10);
    for (const name of settings) expect(DOCS).toContain(`\`${name}\``);
  });
});

/** Runs a line of the documentation in a shell, pictures and data going to a folder that is deleted again. */
function shell(line: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'chainrule-readme-'));
  try {
    const inFolder = line.includes('--out')
      ? line.replace(/--out \S+/, `--out '${folder}'`)
      : `${line} --out '${folder}'`;
    return execFileSync('sh', ['-c', inFolder], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: folder },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
