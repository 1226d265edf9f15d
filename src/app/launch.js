// node src/app/launch.js PROGRAM [ARGUMENT...]: runs a program of ours under a Node that can run it: this very one if
// it can, else the one that `npm ci` brought along. Plain JavaScript that an older Node can read, too.
import { fileURLToPath } from 'node:url';
import { fits } from './choose-node.js';

if (process.argv[2] === undefined) {
  console.error('Usage: node src/app/launch.js PROGRAM [ARGUMENT...]');
  process.exitCode = 2;
} else if (fits(process)) {
  import('./run.js');
} else {
  // Not this file again: a Node that does not fit either would be replaced for ever.
  const run = fileURLToPath(new URL('run.js', import.meta.url));
  import('./other-node.js').then(({ runUnderBundledNode }) => runUnderBundledNode([run, ...process.argv.slice(2)]));
}
