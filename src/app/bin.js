#!/usr/bin/env node
// `chainrule LINE`, where the package is installed: the same as `npm run ask -- LINE`.
import { fileURLToPath } from 'node:url';

process.argv.splice(
  1,
  1,
  fileURLToPath(new URL('launch.js', import.meta.url)),
  fileURLToPath(new URL('ask.ts', import.meta.url)),
);
import('./launch.js');
