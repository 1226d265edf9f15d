// node build/library.ts [FOLDER]: builds the engine and the expressions into a package of their own, which knows nothing of
// the bot: JavaScript, declarations and a package.json without dependencies. `npm run pack` packs it.
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(process.argv[2] ?? join(ROOT, 'dist'));

const { name, version, license, exports } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));

/** What a name of the package stands for: the module that comes of a file in src/, and its types. */
const built = (source: string): { types: string; default: string } => {
  const path = source.replace('/src/', '/').replace(/\.ts$/, '');
  return { types: `${path}.d.ts`, default: `${path}.js` };
};

const manifest = {
  name,
  version,
  description: 'Reverse-mode automatic differentiation on scalars, small networks, and symbolic derivatives.',
  license,
  type: 'module',
  sideEffects: false,
  exports: Object.fromEntries(Object.entries<string>(exports).map(([path, source]) => [path, built(source)])),
};

// Only our own folder is emptied.
if (process.argv[2] === undefined) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
const project = join(ROOT, 'build/tsconfig.json');
execFileSync(process.execPath, [compiler, '-p', project, '--outDir', folder], { stdio: 'inherit' });
// In declarations the compiler leaves `.ts` as it is; what is there to be imported is `.js`.
for (const file of await readdir(folder, { recursive: true })) {
  if (!file.endsWith('.d.ts')) continue;
  const text = await readFile(join(folder, file), 'utf8');
  await writeFile(join(folder, file), text.replace(/(from '\.[^']+)\.ts'/g, "$1.js'"));
}
await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
await copyFile(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
await copyFile(join(ROOT, 'docs/engine.md'), join(folder, 'README.md'));
