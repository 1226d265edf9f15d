import { describe, expect, it } from 'vitest';
import { loadCommand, loadCommands, loadCommandsFor } from '../../src/command/registry.ts';
import { commandFolder } from '../support/command-folder.ts';

/** A command file; its parts may be changed. */
const file = ({ name = 'sum', example = '', size = "z.number().describe('how large')" } = {}) => `
export default defineCommand({
  name: '${name}',
  summary: 'Adds numbers up',
  options: z.strictObject({ size: ${size} }),
  examples: [['${example || `/${name} --size 1`}', 'one number']],
  run: () => ({ nodes: [] }),
});
`;

it('loads every file of a folder, in the order of their names', async () => {
  const folder = await commandFolder({
    'sum.ts': file(),
    'add.ts': file({ name: 'add' }),
    'notes.md': 'no command',
  });
  expect((await loadCommands(folder)).map(({ name }) => name)).toEqual(['add', 'sum']);
});

describe('one of a folder with a broken file', () => {
  const folderOf = () =>
    commandFolder({
      'sum.ts': file(),
      'broken.ts': 'export default 1;',
      'list.ts': file({ name: 'list' }).replace('run:', 'answer:'),
    });

  it('is loaded alone by its name', async () => {
    const folder = await folderOf();
    expect((await loadCommand('sum', folder))?.name).toBe('sum');
    expect(await loadCommand('other', folder)).toBeUndefined();
    await expect(loadCommand('broken', folder)).rejects.toThrow('commands/broken.ts');
  });

  it.each(['/sum --size 1', ' SUM size=1', '/sum'])('is all that %j needs', async (line) => {
    expect((await loadCommandsFor(line, await folderOf())).map(({ name }) => name)).toEqual(['sum']);
  });

  it.each(['/smu', '', '/list', '../sum'])('is not enough for %j, which is about all', async (line) => {
    await expect(loadCommandsFor(line, await folderOf())).rejects.toThrow('commands/broken.ts');
  });
});

it('loads the commands of the project', async () => {
  expect((await loadCommands()).map(({ name }) => name)).toEqual(expect.arrayContaining(['grad', 'help', 'train']));
});

/** A file with a list of commands of these names. */
const several = (...names: string[]): string => {
  const commands = names.map((name) => file({ name }).replace(/export default|;\s*$/g, ''));
  return `export default [${commands.join(',')}];`;
};

it('loads lists of commands of one first word', async () => {
  const folder = await commandFolder({ 'sum.ts': several('sum up', 'sum down'), 'add.ts': several('add') });
  expect((await loadCommands(folder)).map(({ name }) => name)).toEqual(['add', 'sum up', 'sum down']);
});

describe('one bad file stops the start, and is named', () => {
  it.each<[what: string, source: string, message: string | RegExp]>([
    ['a broken declaration', file().replace('Adds numbers up', ''), 'commands/sum.ts: command "sum": its'],
    ['a type that no platform has', file({ size: 'z.date()' }), /^commands\/sum\.ts: .*[Dd]ate/],
    ['no syntax', 'export default {', /^commands\/sum\.ts: /],
    ['an import that is not there', "import './nowhere.ts';", /^commands\/sum\.ts: .*nowhere/],
    ['a throw', "throw new Error('on purpose');", 'commands/sum.ts: on purpose'],
    ['no default export', 'export const sum = 1;', 'commands/sum.ts: its default export must come from defineCommand'],
    ['a look-alike', "export default { name: 'sum' };", 'commands/sum.ts: its default export must come from'],
    ['a wrong file name', file({ name: 'product' }), 'commands/sum.ts: the command "product" belongs in product.ts'],
    ['an empty list', 'export default [];', 'commands/sum.ts: it exports no command'],
    [
      'a look-alike in a list',
      "export default [{ name: 'sum' }];",
      'commands/sum.ts: its default export must come from',
    ],
    ['another first word', several('sum up', 'product up'), 'commands/sum.ts: the command "product up" belongs in'],
    ['a name twice', several('sum up', 'sum up'), 'commands/sum.ts: two commands are named "sum up"'],
    ['one word beside two', several('sum', 'sum up'), 'commands/sum.ts: "sum" needs a second word beside the others'],
    [
      '26 second words',
      several(...Array.from({ length: 26 }, (_, i) => `sum a${i}`)),
      'commands/sum.ts: it has 26 commands; 25 fit',
    ],
    ['a wrong example', file({ example: '/sum --size x' }), 'commands/sum.ts: example "/sum --size x": `size` needs a'],
    [
      "another's example",
      file({ example: '/add --size 1' }),
      'commands/sum.ts: example "/add --size 1" is for another',
    ],
  ])('%s', async (_, source, message) => {
    const folder = await commandFolder({ 'add.ts': file({ name: 'add' }), 'sum.ts': source });
    await expect(loadCommands(folder)).rejects.toThrow(message);
  });
});
