import { UserError } from '../errors.ts';
import { MAX_FILE } from '../limits.ts';
import { pythonScript } from './python.ts';
import type { ExportedRun } from './run.ts';

interface Form {
  /** The file that it is. */
  readonly file: string;
  /** What a button to it is called. */
  readonly button: string;
  readonly write: (run: ExportedRun) => string;
}

/** The forms in which a run can be taken along. Adding one is adding one entry. */
const forms = {
  python: { file: 'train.py', button: 'As plain Python', write: pythonScript },
} satisfies Record<string, Form>;

export type FormName = keyof typeof forms;

/** All names in the order of the table, as people write them. */
export const formNames = Object.keys(forms) as [FormName, ...FormName[]];

/** The entry of a form. */
export const formNamed = (name: FormName): Form => forms[name];

/**
 * The text of a run in one of the forms.
 *
 * @throws UserError where its data is too large for a file
 */
export function exported(name: FormName, run: ExportedRun): string {
  const text = formNamed(name).write(run);
  if (text.length <= MAX_FILE) return text;
  const { xs } = run.settings.data;
  const share = Math.ceil(100 * (1 - (0.9 * MAX_FILE) / text.length)) / 100;
  const size = `${(text.length / MAX_FILE).toFixed(1)} MB`;
  throw new UserError(`As code these ${xs.length} rows of ${xs[0]?.length} inputs are ${size}; 1 MB fits.`, {
    code: 'E_EXPORT_TOO_LARGE',
    hint: `Leave columns out with \`--drop\`, or learn from fewer rows, as \`--test ${share}\` does.`,
    option: 'test',
    correction: String(share),
  });
}
