import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadVerbs } from '../../src/quiz/verb-commands.ts';
import { temporaryFolder } from '../support/command-folder.ts';

const VERB = new URL('../../src/quiz/verb.ts', import.meta.url).href;
const OPTIONS = new URL('../../src/quiz/verb-options.ts', import.meta.url).href;

/** A verb file; its parts may be changed. */
const file = ({ name = 'wave', more = '', may = "['anyone']", does = 'wave', summary = 'Waves at everybody' } = {}) => `
import { defineVerb } from '${VERB}';
import { none } from '${OPTIONS}';
export default defineVerb({
  name: '${name}',
  summary: '${summary}',
  may: ${may},
  does: '${does}',
  options: none,
  examples: [['/quiz ${name}', 'hello']],
  perform: async () => ({}),
  reply: () => ({ nodes: [] }),
  ${more}
});
`;

async function verbFolder(files: Record<string, string>): Promise<URL> {
  const folder = await temporaryFolder();
  for (const [name, source] of Object.entries(files)) await writeFile(join(folder, name), source);
  return pathToFileURL(`${folder}/`);
}

it('verbs stand in their order, those without one last, by name', async () => {
  const folder = await verbFolder({
    'bow.ts': file({ name: 'bow' }),
    'wave.ts': file({ more: 'order: 2,' }),
    'nod.ts': file({ name: 'nod', more: 'order: 1,' }),
    'bend.ts': file({ name: 'bend' }),
    'notes.md': 'no verb',
  });
  const loaded = await loadVerbs(folder);
  expect(loaded.map(({ command }) => command.name)).toEqual(['quiz nod', 'quiz wave', 'quiz bend', 'quiz bow']);
});

describe('one bad verb stops the start, and is named', () => {
  it.each<[what: string, source: string, message: string | RegExp]>([
    ['a broken declaration', file({ summary: '' }), 'verbs/wave.ts: command "quiz wave": its summary'],
    ['nobody may do it', file({ may: '[]' }), 'verbs/wave.ts: verb "wave": nobody may do it'],
    ['no word of what it does', file({ does: '' }), 'verbs/wave.ts: verb "wave": it does not say'],
    ['another file name', file({ name: 'bow' }), 'verbs/wave.ts: the verb "bow" belongs in bow.ts'],
    ['no default export', 'export const wave = 1;', 'verbs/wave.ts: its default export must come from defineVerb'],
    ['a look-alike', "export default { name: 'wave' };", 'verbs/wave.ts: its default export must come from'],
    ['a throw', "throw new Error('on purpose');", 'verbs/wave.ts: on purpose'],
    ['no syntax', 'export default {', /^verbs\/wave\.ts: /],
  ])('%s', async (_, source, message) => {
    const folder = await verbFolder({ 'wave.ts': source });
    await expect(loadVerbs(folder)).rejects.toThrow(message);
  });
});
