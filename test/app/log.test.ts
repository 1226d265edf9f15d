import { existsSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/command-folder.ts';
import { run } from '../support/program.ts';

/** A device on which there is no room, as Linux has it. */
const FULL = '/dev/full';

it.skipIf(!existsSync(FULL))('a disk that is full costs the log, not the program', async () => {
  const folder = await temporaryFolder();
  await symlink(FULL, join(folder, 'chainrule.log'));
  const log = JSON.stringify(new URL('../../src/app/log.ts', import.meta.url).href);
  const source = `
    import { openLog } from ${log};
    const log = openLog({ DATA_DIR: ${JSON.stringify(folder)}, LOG_LEVEL: 'info' }, 'file');
    log.info('there is no room for this');
    setImmediate(() => console.log('still here'));`;
  const { code, stdout, stderr } = await run(['--input-type=module', '-e', source], { cwd: folder });
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'still here\n', stderr: '' });
});
