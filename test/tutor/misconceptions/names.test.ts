import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { NAMES } from '../../../src/tutor/misconceptions/index.ts';

it('no two entries have one name: the second would replace the first', async () => {
  const folder = new URL('../../../src/tutor/misconceptions/', import.meta.url);
  const names: string[] = [];
  for (const file of await readdir(folder)) {
    const exported = (await import(new URL(file, folder).href)) as Record<string, object>;
    for (const [name, table] of Object.entries(exported))
      if (/_MISCONCEPTIONS$/.test(name)) names.push(...Object.keys(table));
  }
  expect(names.sort()).toEqual([...NAMES].sort());
});
