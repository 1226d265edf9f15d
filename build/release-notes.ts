// node build/release-notes.ts v1.2.3: what CHANGELOG.md says of a version, for its release. Fails where the tag is not the version of
// package.json, or the changelog has no part of that name.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const read = (file: string): Promise<string> => readFile(new URL(`../${file}`, import.meta.url), 'utf8');

/**
 * The part of a changelog below the heading of a version; undefined where there is none.
 *
 * @param version such as `1.2.3`, or `Unreleased`
 */
export function partOf(changelog: string, version: string): string | undefined {
  const parts = changelog.split(/^## /m).slice(1);
  const found = parts.find((part) => part.split(/[\s\n]/, 1)[0]?.replace(/^\[|\]$/g, '') === version);
  return found?.slice(found.indexOf('\n')).trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tag = process.argv[2] ?? '';
  const { version } = JSON.parse(await read('package.json'));
  const notes = partOf(await read('CHANGELOG.md'), version);
  if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, and package.json has ${version}.`);
  if (!notes) throw new Error(`CHANGELOG.md has nothing on ${version}.`);
  console.log(notes);
}
