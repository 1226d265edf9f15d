// node test/support/app/hand-over.js replaceBy|runAsChild PROGRAM [ARGUMENT...]: hands over to another Node in this way.
import { replaceBy, runAsChild } from '../../../src/app/other-node.js';

const [way, ...words] = process.argv.slice(2);
(way === 'replaceBy' ? replaceBy : runAsChild)(process.execPath, words);
