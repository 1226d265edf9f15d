import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

const SPEC = new URL('../../../../shared/spec/', import.meta.url);

/** Validators made from the platform's schemas; undefined where the folder with them is not there. */
const open = (name: string): Ajv | undefined => {
  const file = new URL(name, SPEC);
  if (!existsSync(file)) return undefined;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  return ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), name);
};

const BLOCKS = 'slack-blocks.schema.json';
const MANIFEST = 'slack-manifest.schema.json';

const blocks = open(BLOCKS);
const manifests = open(MANIFEST);

/** Is there a schema to validate against? Tests that need one are skipped without it. */
export const hasSchemas = blocks !== undefined && manifests !== undefined;

/** What a definition of the schema of blocks and arguments has against a value; undefined for nothing. */
export function violation(definition: string, value: unknown): string | undefined {
  return blocks && check(blocks, `${BLOCKS}#/definitions/${definition}`, value);
}

export const manifestViolation = (value: unknown): string | undefined => manifests && check(manifests, MANIFEST, value);

function check(ajv: Ajv, reference: string, value: unknown): string | undefined {
  const validate = ajv.getSchema(reference);
  if (validate === undefined) throw new Error(`there is no schema ${reference}`);
  return validate(value) ? undefined : ajv.errorsText(validate.errors).slice(0, 600);
}
