/**
 * node src/app/launch.js test/support/schemas/reduce.ts FILE FOLDER NAME... : of a file of schemas only those in
 * FOLDER that are named, with all that these refer to, without descriptions. The README beside this says what it was
 * used for.
 */
import { readFileSync } from 'node:fs';

type Json = { [key: string]: Json };

const [file = '', folder = '', ...names] = process.argv.slice(2);
const keys = folder.split('/');
// A string under this key describes; a property of this name has a schema.
const whole: Json = JSON.parse(readFileSync(file, 'utf8'), (key, value) =>
  key === 'description' && typeof value === 'string' ? undefined : value,
);
const schemas = keys.reduce((inside, key) => inside[key] ?? {}, whole);

const kept = new Set(names);
for (const name of kept) {
  if (schemas[name] === undefined) throw new Error(`${file} has no ${name} in ${folder}`);
  for (const [, other = ''] of JSON.stringify(schemas[name]).matchAll(new RegExp(`"#/${folder}/([^"]+)"`, 'g'))) {
    kept.add(other);
  }
}
const reduced = Object.fromEntries([...kept].sort().map((name) => [name, schemas[name]]));
console.log(JSON.stringify(keys.reduceRight<unknown>((inside, key) => ({ [key]: inside }), reduced)));
