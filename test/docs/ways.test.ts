import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const CONTRIBUTING = read('CONTRIBUTING.md');
const MOST_STOPS = 12;

const section = CONTRIBUTING.split(/^## /m).find((part) => part.startsWith('Three ways')) ?? '';
const ways = section.split(/^\*\*/m).slice(1);

/** A file, and what stands in it by the text: `` `src/a.ts`, `one` and `two` ``. */
const named = [...section.matchAll(/`((?:src|commands)\/[\w./-]+\.ts)`((?:,| and)(?: `\w+`(?: and `\w+`)*))?/g)].map(
  ([, file = '', names = '']) => [file, [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)] as const,
);

describe('CONTRIBUTING', () => {
  it('names files and folders that there are', () => {
    const paths = [...CONTRIBUTING.matchAll(/`((?:src|commands|test|build|bench|docs)\/[\w./-]*)`/g)];
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('follows three ways, each in at most twelve stops', () => {
    expect(ways).toHaveLength(3);
    for (const way of ways) expect((way.match(/^\d+\. /gm) ?? []).length).toBeLessThanOrEqual(MOST_STOPS);
  });

  it('names functions by the files that have them', () => {
    const pairs = named.flatMap(([file, names]) => names.map((name) => [file, name] as const));
    expect(pairs.length).toBeGreaterThan(12);
    const missing = pairs.filter(([file, name]) => !new RegExp(`\\b${name}\\b`).test(read(file)));
    expect(missing).toEqual([]);
  });
});
