import { readConfig } from '../../../src/app/config.ts';
import { openLog } from '../../../src/app/log.ts';
import { startProgram } from '../../../src/app/program.ts';
import { untilSignal } from '../../../src/app/serve.ts';

/** What a busy machine takes long for does not come to its deadline. */
const DEADLINE_MS = 3_600_000;

// node member.ts [folder of commands]: the program as it is served, with the project's commands or those of a folder.
const config = readConfig();
const [folder] = process.argv.slice(2);
const stopping = untilSignal();
const program = await startProgram(config, openLog(config, 'stdout'), {
  stopping,
  deadlineMs: DEADLINE_MS,
  ...(folder && { folder: new URL(folder) }),
});
await stopping;
await program.close();
process.exit(0);
