import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { PALETTES } from '../../../../src/pictures/theme.ts';

const sheet = await readFile(new URL('../../../../src/platforms/web/page/styles/lab.css', import.meta.url), 'utf8');

it.each(
  Object.keys(PALETTES.dark).flatMap((name) => (name.startsWith('class') ? [name as keyof typeof PALETTES.dark] : [])),
)('%s is the same in the lab as in pictures', (name) => {
  const variable = `--class-${name.slice('class'.length).toLowerCase()}`;
  const [, light, dark] = new RegExp(`${variable}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(sheet) ?? [];
  expect([light, dark]).toEqual([PALETTES.light[name].toLowerCase(), PALETTES.dark[name].toLowerCase()]);
});
