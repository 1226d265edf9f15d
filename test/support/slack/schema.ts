import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

/** Validators made from the platform's schemas. */
const open = (name: string): Ajv => {
  const schema = JSON.parse(readFileSync(new URL(`../schemas/${name}`, import.meta.url), 'utf8'));
  return new Ajv({ strict: false, validateFormats: false }).addSchema(schema, name);
};

const BLOCKS = 'slack-blocks.json';
const MANIFEST = 'slack-manifest.json';

const blocks = open(BLOCKS);
const manifests = open(MANIFEST);

/** What a definition of the schema of blocks and arguments has against a value; undefined for nothing. */
export const violation = (definition: string, value: unknown): string | undefined =>
  check(blocks, `${BLOCKS}#/definitions/${definition}`, value);

export const manifestViolation = (value: unknown): string | undefined => check(manifests, MANIFEST, value);

function check(ajv: Ajv, reference: string, value: unknown): string | undefined {
  const validate = ajv.getSchema(reference);
  if (validate === undefined) throw new Error(`there is no schema ${reference}`);
  return validate(value) ? undefined : ajv.errorsText(validate.errors).slice(0, 600);
}
