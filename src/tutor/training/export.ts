import { type ExportedRun, endOf, exported, type FormName, formNamed } from '../../export/index.ts';
import { code, heading, paragraph, say, withCode } from '../../reply/build.ts';
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
  const { file, title, about, run: how } = formNamed(form);
  const text = exported(form, run);
  return [
    heading(title),
    paragraph(
      say`${code(file)} ${withCode(about)}. It starts from ${code(`random.seed(${run.settings.seed})`)}, as here, and ${ending(form, run)}.`,
    ),
    paragraph(say`${withCode(how)}${form === 'pytorch' ? '' : duration(run)}`),
    { kind: 'file', name: file, text },
  ];
}

/** What is checked, and when. */
function ending(form: FormName, run: ExportedRun): Span[] {
  const end = endOf(form, run);
  const { failure } = run.record;
  switch (end.kind) {
    case 'loss':
      return say`at the end it checks that the loss is the same after ${counted(run.settings.steps, 'iteration')}: ${short(end.loss)}`;
    case 'steady':
      return say`in iteration ${end.iteration} it checks that the loss is the same: ${short(end.loss)}. Later a difference in the last digit grows into another loss`;
    case 'overflow':
      return say`it checks that it stops in iteration ${end.iteration} as well${failure ? `, with ${quoted(failureName(failure))}` : ''}`;
  }
}

function duration({ settings }: ExportedRun): string {
  const seconds = settings.steps * settings.batch * operationsPerSample(settings) * PYTHON_SECONDS;
  if (seconds < LONG_SECONDS) return '';
  const long =
    seconds < 90 ? counted(Math.round(seconds / 10) * 10, 'second') : counted(Math.round(seconds / 60), 'minute');
  return ` Python takes its time: about ${long}.`;
}
