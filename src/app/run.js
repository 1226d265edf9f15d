// node src/app/run.js PROGRAM [ARGUMENT...]: runs a program of ours in this very process, as if Node had been given it
// at once. Asks nothing of the Node: `launch.js` has chosen it.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { enableCompileCache } from './compile-cache.js';

enableCompileCache();
const path = resolve(process.argv[2] ?? '');
process.argv.splice(1, 2, path);
import('../strip-types.js').then(() => import(pathToFileURL(path).href));
