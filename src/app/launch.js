// node src/app/launch.js PROGRAM [ARGUMENT...]: runs a program of ours under a Node that can run it: this very one if
// it can, else the one that `npm ci` brought along. Plain JavaScript that an older Node can read, too.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fits } from './choose-node.js';
import { enableCompileCache } from './compile-cache.js';

const program = process.argv[2];

if (program === undefined) {
  console.error('Usage: node src/app/launch.js PROGRAM [ARGUMENT...]');
  process.exitCode = 2;
} else if (fits(process)) {
  enableCompileCache();
  // In this same process: the program finds its arguments as if Node had been given it at once.
  const path = resolve(program);
  process.argv.splice(1, 2, path);
  import('../strip-types.js').then(() => import(pathToFileURL(path).href));
} else {
  import('./other-node.js').then(({ runUnderBundledNode }) => runUnderBundledNode(process.argv.slice(1)));
}
