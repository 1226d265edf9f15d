import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { temporaryFolder } from './command-folder.ts';

/** A door between this process and another: a file that is not there until it is opened. */
export interface Door {
  readonly path: string;
  open(): Promise<void>;
  /** Resolves when the other process has opened it. */
  opened(): Promise<void>;
}

const LOOK_EVERY_MS = 5;

export async function makeDoor(): Promise<Door> {
  const path = join(await temporaryFolder(), 'open');
  return {
    path,
    open: () => writeFile(path, ''),
    async opened() {
      while (!existsSync(path)) await setTimeout(LOOK_EVERY_MS);
    },
  };
}
