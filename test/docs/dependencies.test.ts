import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const url = (file: string): URL => new URL(`../../${file}`, import.meta.url);
const read = (file: string): string => readFileSync(url(file), 'utf8');

const rows = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(
  ([, name = '', rest = '']) => {
    const [version, released, licence, why, instead] = rest.split(' | ');
    return { name, version, released, licence, why, instead };
  },
);
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'));
const wanted: Record<string, string> = { ...dependencies, ...devDependencies, ...optionalDependencies };

it('stand all on the page, with their versions, and no other', () => {
  expect(Object.fromEntries(rows.map(({ name, version }) => [name, version]))).toEqual(wanted);
  expect(rows).toHaveLength(Object.keys(wanted).length);
});

it.each(rows)('$name has a date, a reason, and what would replace it', ({ released, why, instead }) => {
  expect(released).toMatch(/^20\d\d-\d\d-\d\d$/);
  expect([why, instead].every((text) => text !== undefined && text.length > 3)).toBe(true);
});

// Of the Nodes only the one of this machine is installed.
it.each(
  rows.filter(({ name }) => existsSync(url(`node_modules/${name}`))),
)('$name is under the licence that the page says', ({ name, licence }) => {
  expect(licence).toBe(JSON.parse(read(`node_modules/${name}/package.json`)).license);
});
