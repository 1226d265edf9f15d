// Node strips no types below node_modules. Where this package is installed it is done here, for its own files alone;
// a process that is started from there loads this with --import.
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const PACKAGE = new URL('../', import.meta.url).href;
const own = (/** @type {string} */ url) =>
  url.startsWith(PACKAGE) && url.endsWith('.ts') && !url.slice(PACKAGE.length).startsWith('node_modules/');

if (PACKAGE.includes('/node_modules/')) {
  silently(() => stripTypeScriptTypes(''));
  registerHooks({
    load(url, context, next) {
      if (!own(url)) return next(url, context);
      return {
        format: 'module',
        source: stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8')),
        shortCircuit: true,
      };
    },
  });
}

/**
 * Its first use warns that stripping is experimental, which is nothing for whoever uses the program.
 *
 * @param {() => void} work
 */
function silently(work) {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    work();
  } finally {
    process.emitWarning = emitWarning;
  }
}
