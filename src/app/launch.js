// node src/app/launch.js PROGRAM [ARGUMENT...]: runs a program of ours under a Node that can run it: this very one if
// it can, else the one that `npm ci` brought along. Plain JavaScript that an older Node can read, too.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fits } from './choose-node.js';

const [, , program, ...words] = process.argv;

if (program === undefined) {
  console.error('Usage: node src/app/launch.js PROGRAM [ARGUMENT...]');
  process.exitCode = 2;
} else if (fits(process)) {
  // In this same process: the program finds its arguments as if Node had been given it at once.
  const path = resolve(program);
  process.argv.splice(1, 2, path);
  import(pathToFileURL(path).href);
} else {
  import('./other-node.js').then(({ runUnderBundledNode }) => runUnderBundledNode([program, ...words]));
}
