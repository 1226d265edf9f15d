import { UserError } from '../errors.ts';
import { MAX_FILE } from '../limits.ts';
import type { TrainingSettings } from '../training/index.ts';
import { dataLines } from './data.ts';
import { exerciseNotebook, pythonNotebook } from './notebook.ts';
import { bringsItsFunctions, pythonScript } from './python.ts';
import { pytorchScript } from './pytorch.ts';
import { type Ending, type ExportedRun, endingOf } from './run.ts';

interface Form {
  /** What it is, as a title. */
  readonly title: string;
  /** What it does, in a sentence without its end. */
  readonly about: string;
  /** How it is run, and what it needs. */
  readonly run: string;
  /** The file that it is. */
  readonly file: string;
  /** What a button to it is called. */
  readonly button: string;
  readonly write: (run: ExportedRun) => string;
  /** Is it the same to the last bit, where a difference there would grow? */
  readonly exact: (run: ExportedRun) => boolean;
}

/** The forms in which a run can be taken along. Adding one is adding one entry. */
const forms = {
  python: {
    title: 'This run in plain Python',
    about: "has the article's `Value`, `Neuron`, `Layer` and `MLP`",
    run: 'Run it with `python3 train.py`. It needs Python 3 and nothing else.',
    file: 'train.py',
    button: 'As plain Python',
    write: pythonScript,
    exact: bringsItsFunctions,
  },
  pytorch: {
    title: 'This run in PyTorch',
    about: "has PyTorch's own layers, optimizer and derivatives, in float64",
    run: 'Run it with `python3 train-torch.py`. It needs PyTorch.',
    file: 'train-torch.py',
    button: 'As PyTorch',
    write: pytorchScript,
    exact: () => false,
  },
  notebook: {
    title: 'This run as a notebook',
    about: "has the article's classes in cells, and draws its pictures",
    run: 'Open it in Jupyter, or upload it to a notebook service. The pictures need matplotlib.',
    file: 'train.ipynb',
    button: 'As a notebook',
    write: pythonNotebook,
    exact: bringsItsFunctions,
  },
  exercise: {
    title: 'This run as an exercise',
    about:
      'is a notebook with gaps: the derivatives, the loss, the reset of the gradients and the update are your turn, and cells check them',
    run: 'Open it in Jupyter, or upload it to a notebook service, and look for `# your turn`.',
    file: 'train-exercise.ipynb',
    button: 'As an exercise',
    write: (run) => exerciseNotebook(run),
    exact: bringsItsFunctions,
  },
} satisfies Record<string, Form>;

export type FormName = keyof typeof forms;

/** All names in the order of the table, as people write them. */
export const formNames = Object.keys(forms) as [FormName, ...FormName[]];

/** The entry of a form. */
export const formNamed = (name: FormName): Form => forms[name];

/** The text of a run in one of the forms. */
export const exported = (name: FormName, run: ExportedRun): string => formNamed(name).write(run);

/** How a run in one of the forms ends, which it checks itself. */
export const endOf = (name: FormName, run: ExportedRun): Ending => endingOf(run, formNamed(name).exact(run));

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
    `As code these ${data.xs.length} rows of ${data.xs[0]?.length} ${data.xs[0]?.length === 1 ? 'input' : 'inputs'} are ${size} MB; 1 MB fits.`,
    {
      code: 'E_EXPORT_TOO_LARGE',
      hint: `Leave columns out with \`--drop\`, or learn from fewer rows: \`--test ${share}\` holds the others back.`,
      option: 'test',
      correction: String(share),
    },
  );
}
