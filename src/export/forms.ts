import { UserError } from '../errors.ts';
import { MAX_FILE } from '../limits.ts';
import type { TrainingSettings } from '../training/index.ts';
import { dataLines } from './data.ts';
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

/** The text of a run in one of the forms. */
export const exported = (name: FormName, run: ExportedRun): string => formNamed(name).write(run);

/** What there is besides the data. */
const CODE = 20_000;

/** @throws UserError for data that is too large for a file of code */
export function checkExport({ data }: TrainingSettings): void {
  const { length } = dataLines(data).join('\n');
  const most = MAX_FILE - CODE;
  if (length <= most) return;
  const fitting = Math.floor((data.xs.length * most) / length);
  const share = Math.ceil(100 * (1 - fitting / (data.xs.length + (data.held?.xs.length ?? 0)))) / 100;
  const size = (length / MAX_FILE).toFixed(1);
  throw new UserError(
    `As code these ${data.xs.length} rows of ${data.xs[0]?.length} inputs are ${size} MB; 1 MB fits.`,
    {
      code: 'E_EXPORT_TOO_LARGE',
      hint: `Leave columns out with \`--drop\`, or learn from fewer rows: \`--test ${share}\` holds the others back.`,
      option: 'test',
      correction: String(share),
    },
  );
}
