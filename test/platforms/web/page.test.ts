import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

it('what runs in a browser is type-correct', () => {
  const compiler = `${ROOT}node_modules/typescript/bin/tsc`;
  expect(execFileSync(process.execPath, [compiler, '-p', 'tsconfig.browser.json'], { cwd: ROOT }).toString()).toBe('');
});
