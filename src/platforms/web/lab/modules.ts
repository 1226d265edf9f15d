import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { stripped } from '../../../strip-types.js';
import { type Asset, asset } from '../assets.ts';

const SOURCE = new URL('../../../', import.meta.url);

/** What the lab of the page imports, a path below `src/`. */
export const ENTRY = 'training/lab/modules.ts';
/** Of these rooms, and of nothing else, are files served. */
const ROOMS = /^(?:engine|training)\/|^(?:errors|limits|text)\.ts$/;
/** Packages that have a form for browsers, by the name under which they are imported. */
const PACKAGES: Readonly<Record<string, string>> = { 'csv-parse/sync': 'csv-parse/browser/esm/sync' };

const IMPORT = /^(?:import|export)\s+(?:[\w*{},\s]+\sfrom\s+)?'([^']+)'/gm;

/**
 * The engine and what trains with it, as a browser runs them: the very files, without their types. What is served is
 * found by following the imports from {@link ENTRY}; there is no way from a request to any other file.
 *
 * @returns the modules by the path of their file below `src/`, or by the name of their package
 * @throws Error for an import that leads to where no file is served from
 */
export async function loadModules(): Promise<ReadonlyMap<string, Asset>> {
  const modules = new Map<string, Asset>();
  const wanted = [ENTRY];
  for (const path of wanted) {
    const body = stripped(await readFile(new URL(path, SOURCE), 'utf8'));
    const here = new URL(path, SOURCE);
    let mapped = body;
    for (const [statement, to = ''] of body.matchAll(IMPORT)) {
      const target = to.startsWith('.') ? new URL(to, here).href.slice(SOURCE.href.length) : `${to}.js`;
      if (!to.startsWith('.')) {
        const up = '../'.repeat(path.split('/').length - 1) || './';
        mapped = mapped.replace(statement, statement.replace(`'${to}'`, `'${up}${target}'`));
        if (!modules.has(target)) modules.set(target, asset(await packageSource(to)));
      } else if (!ROOMS.test(target)) throw new Error(`${path} imports ${to}, which no browser is given`);
      else if (!wanted.includes(target)) wanted.push(target);
    }
    modules.set(path, asset(mapped));
  }
  return modules;
}

function packageSource(name: string): Promise<string> {
  const form = PACKAGES[name];
  if (form === undefined) throw new Error(`the package ${name} has no form for browsers here`);
  return readFile(createRequire(import.meta.url).resolve(form), 'utf8');
}
