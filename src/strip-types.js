// Node strips no types below node_modules. Where this package is installed it is done here, for its own files alone;
// a process that is started from there loads this with --import. What a browser runs is stripped here, too.
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const PACKAGE = new URL('../', import.meta.url).href;
const own = (/** @type {string} */ url) =>
  url.startsWith(PACKAGE) && url.endsWith('.ts') && !url.slice(PACKAGE.length).startsWith('node_modules/');

let warned = false;

/**
 * The JavaScript of a TypeScript file: each type becomes blanks, so that every line and column stays where it is.
 *
 * @param {string} source
 * @returns {string}
 */
export function stripped(source) {
  if (warned) return stripTypeScriptTypes(source);
  warned = true;
  return silently(() => stripTypeScriptTypes(source));
}

if (PACKAGE.includes('/node_modules/')) {
  registerHooks({
    load(url, context, next) {
      if (!own(url)) return next(url, context);
      return {
        format: 'module',
        source: stripped(readFileSync(fileURLToPath(url), 'utf8')),
        shortCircuit: true,
      };
    },
  });
}

/**
 * Its first use warns that stripping is experimental, which is nothing for whoever uses the program.
 *
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
function silently(work) {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}
