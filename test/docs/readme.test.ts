import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatLine } from '../../src/command/format.ts';
import { parseLine } from '../../src/command/parse.ts';
import { loadCommands } from '../../src/command/registry.ts';
import { manifest } from '../../src/platforms/slack/manifest.ts';
import { readQuestions } from '../../src/questions/formats/read.ts';
import { toText } from '../../src/reply/text.ts';
import { answer, commands } from '../commands/run.ts';

const ROOT_URL = new URL('../..', import.meta.url);
const ROOT = fileURLToPath(ROOT_URL);
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const WIDTH = 100;

const blocks = (language: string): string[] =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);

/** Commands in code spans; a name alone, such as `/grad`, only speaks of the command. */
const spans = [...README.matchAll(/`(\/(?:grad|check|train|help)\b[^`]*)`/g)]
  .map(([, line = '']) => line)
  .filter((line) => line !== '/grad');

/** Commands of a quiz: what acts between people can only be understood here; it is played in the tests of quizzes. */
const quizLines = [...README.matchAll(/`(\/quiz\s[^`]*)`/g)].map(([, line = '']) => line);

/** The sessions: a prompt with a line, and what is printed, with … for what is left out. */
const sessions = blocks('text').flatMap((text) =>
  text
    .split(/^chainrule> /m)
    .slice(1)
    .map((part) => ({ line: part.slice(0, part.indexOf('\n')), printed: part.slice(part.indexOf('\n') + 1) })),
);

describe('the README', () => {
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
    const questions = readQuestions(written);
    expect(questions).toEqual(readQuestions(written, format));
    expect(questions).toHaveLength(3);
    expect(questions.map(({ typed }) => typed?.kind)).toContain('number');
  });

  it.each(sessions)('$line prints what it shows', ({ line, printed }) => {
    const text = toText(answer(line), { width: WIDTH });
    for (const part of printed.split('…\n')) expect(text).toContain(part.trim());
  });

  it.each(blocks('sh').flatMap((text) => text.trim().split('\n')))('%s works', (line) => {
    const scripts = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;
    const [, script] = /^npm (?:run )?(start|test|check|bench)$/.exec(line) ?? [];
    if (script) expect(scripts).toHaveProperty(script);
    else if (line.startsWith('npm run --silent ask')) expect(shell(line)).not.toBe('');
    else if (line.startsWith('docker')) expect(existsSync(join(ROOT, 'Dockerfile'))).toBe(true);
    else expect(line).toBe('npm ci');
  });

  it('shows an engine that works as it says', () => {
    const [program = ''] = blocks('ts');
    const code = `${program.replace('./src/engine', new URL('src/engine', ROOT_URL).href)}\nconsole.log(value(3).pow(2).data);`;
    const printed = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', code], {
      encoding: 'utf8',
    });
    expect(printed).toBe('-3 2 1\n9\n');
  });

  it("names exactly the scopes of the Slack app's manifest", async () => {
    const { oauth_config } = manifest(await loadCommands()) as { oauth_config: { scopes: { bot: string[] } } };
    const named = /asks for the scopes ([^.]*)/.exec(README)?.[1] ?? '';
    expect([...named.matchAll(/`([a-z_:]+)`/g)].map(([, scope]) => scope).sort()).toEqual(
      oauth_config.scopes.bot.sort(),
    );
  });

  it('lists every setting of .env.example', () => {
    const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
    const settings = [...example.matchAll(/^([A-Z_]+)=/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'POSTGRES_PASSWORD');
    expect(settings.length).toBeGreaterThan(10);
    for (const name of settings) expect(README).toContain(`\`${name}\``);
  });
});

/** Runs a line of the README in a shell, pictures and data going to a folder that is deleted again. */
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
