import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/** What `npm start` gives to Node, with whole paths: flags, and what is run. */
export function startCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { scripts: { start: string } };
  const words = scripts.start.split(' ').slice(1);
  return words.map((word) => (word.startsWith('-') ? word : fileURLToPath(new URL(word, ROOT))));
}
