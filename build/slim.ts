// node build/slim.ts FOLDER: takes out of an image's node_modules what no program reads: types, source maps, documents, forms for
// browsers and other loaders, binaries for other machines. Licences stay.
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** By the end of the name; Node runs no TypeScript below node_modules. */
const UNREAD = /\.(?:map|ts|mts|cts|flow|md|markdown|tsbuildinfo)$/;
const LICENCE = /licen[cs]e|copying|notice/i;

/** Folders and files of a package that nothing of ours leads to. */
const PARTS = [
  '@expo-google-fonts/inter/font-family.png',
  // The MathJax that is imported is `mjs`, with the font's outlines for SVG.
  '@mathjax/mathjax-newcm-font/chtml',
  '@mathjax/mathjax-newcm-font/cjs',
  '@mathjax/mathjax-newcm-font/tex-mml-chtml-mathjax-newcm.js',
  '@mathjax/mathjax-newcm-font/tex-mml-svg-mathjax-newcm.js',
  '@mathjax/src/bundle',
  '@mathjax/src/cjs',
  '@mathjax/src/components',
  '@mathjax/src/ts',
  'better-sqlite3/deps',
  'better-sqlite3/src',
  'chart.js/dist/chart.umd.js',
  'chart.js/dist/chart.umd.min.js',
  // Loaded for speech alone, which is not asked for.
  'speech-rule-engine/lib',
  'speech-rule-engine/cjs',
  'speech-rule-engine/js',
  'zod/src',
];

/** Fonts by the names of those that pictures are drawn with. */
const FONTS = /(?:^|\/)(?:DejaVuSans(?:-Bold)?|Inter_(?:400Regular|700Bold))\.ttf$/;

const isFontOfNoUse = (path: string): boolean => path.endsWith('.ttf') && !FONTS.test(path);

/** Native code of one package for all machines, under the names of platform and processor. */
function isForOthers(path: string): boolean {
  if (!path.includes('better-sqlite3/prebuilds/')) return false;
  return basename(path, '.node') !== `${process.platform}-${process.arch}`;
}

const folder = process.argv[2] ?? 'node_modules';
for (const part of PARTS) {
  if (!existsSync(join(folder, part))) throw new Error(`${part} is not in ${folder}: take it out of build/slim.ts`);
  await rm(join(folder, part), { recursive: true });
}
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  if (entry.isDirectory()) continue;
  const path = join(entry.parentPath, entry.name);
  const unread = UNREAD.test(entry.name) && !LICENCE.test(entry.name);
  if (unread || isFontOfNoUse(path) || isForOthers(path)) await rm(path);
}
