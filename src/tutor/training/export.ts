import { type ExportedRun, exported, type FormName, formNamed } from '../../export/index.ts';
import { code, heading, paragraph, say } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { failureName, operationsPerSample } from '../../training/index.ts';
import { quoted, short } from './words.ts';

/** What Python takes for an operation, forward and backward, on a usual machine: measured, in seconds. */
const PYTHON_SECONDS = 3e-6;
/** From here on it is said how long it takes. */
const LONG_SECONDS = 20;

/** A run as a file to run oneself, with what it does and how to run it. */
export function trainingExport(form: FormName, run: ExportedRun): ReplyNode[] {
  const { file } = formNamed(form);
  const text = exported(form, run);
  return [
    heading('This run in plain Python'),
    paragraph(
      say`${code(file)} has the article's ${code('Value')}, ${code('Neuron')}, ${code('Layer')} and ${code('MLP')}. It starts from ${code(`random.seed(${run.settings.seed})`)}, as here, and at the end it checks ${ending(run)}.`,
    ),
    paragraph(say`Run it with ${code(`python3 ${file}`)}. It needs Python 3 and nothing else.${duration(run)}`),
    { kind: 'file', name: file, text },
  ];
}

/** What is checked at the end. */
function ending({ settings, record }: ExportedRun): Span[] {
  const { failure, lossAfter } = record;
  if (failure === undefined)
    return say`that the loss is the same after ${counted(settings.steps, 'iteration')}: ${short(lossAfter ?? 0)}`;
  return say`that it stops in iteration ${failure.iteration} as well, with ${quoted(failureName(failure))}`;
}

function duration({ settings }: ExportedRun): string {
  const seconds = settings.steps * settings.batch * operationsPerSample(settings) * PYTHON_SECONDS;
  if (seconds < LONG_SECONDS) return '';
  const long =
    seconds < 90 ? counted(Math.round(seconds / 10) * 10, 'second') : counted(Math.round(seconds / 60), 'minute');
  return ` Python takes its time: about ${long}.`;
}
