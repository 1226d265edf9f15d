// Trains in the background: the very modules of the engine and of `/train`, as the server gives them without their
// types. Each word from the page is answered with one frame, so that never more is computed than is drawn.
import { StepwiseRun, toSettings, UserError } from '/lab/modules/training/lab/modules.ts';
import { frameOf, runOf } from './frames.js';

/**
 * @typedef {import('/lab/modules/training/lab/modules.ts').TrainingOptions} TrainingOptions
 * @typedef {import('/lab/modules/training/lab/modules.ts').Changeable} Changeable
 *
 * @typedef {{ do: 'open', id: number, values: TrainingOptions }} Open
 * @typedef {{ do: 'advance', steps: number, until: number }} Advance
 * @typedef {{ do: 'forward' | 'backward' | 'update' | 'zero' }} Once
 * @typedef {{ do: 'change', changes: Partial<Changeable> }} Change
 * @typedef {Open | Advance | Once | Change} Word
 *
 * @typedef {import('./frames.js').Frame} Frame
 * @typedef {{ kind: 'opened', run: import('./frames.js').Run, frame: Frame }} Opened
 * @typedef {{ kind: 'frame', frame: Frame }} Framed
 * @typedef {{ kind: 'refused', id: number, why: string }} Refused the settings do not go together
 * @typedef {Opened | Framed | Refused} Answer
 */

/** What was opened last. @type {{ run: import('./frames.js').Run, stepper: StepwiseRun } | undefined} */
let now;

/** @param {Answer} answer */
const tell = (answer) => postMessage(answer);

addEventListener('message', ({ data }) => {
  const word = /** @type {Word} */ (data);
  if (word.do === 'open') open(word);
  else if (now !== undefined) tell({ kind: 'frame', frame: frameOf(now.run, now.stepper, act(word, now.stepper)) });
});

/** @param {Open} word */
function open({ id, values }) {
  try {
    const settings = toSettings(values);
    const stepper = new StepwiseRun(settings);
    const run = runOf(id, settings);
    now = { run, stepper };
    tell({ kind: 'opened', run, frame: frameOf(run, stepper, []) });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    tell({ kind: 'refused', id, why: [error.message, error.hint].filter(Boolean).join(' ') });
  }
}

/**
 * @param {Exclude<Word, Open>} word
 * @param {StepwiseRun} stepper
 * @returns {number[]} the losses of the iterations that were begun
 */
function act(word, stepper) {
  if (word.do === 'change') stepper.change(word.changes);
  else if (word.do === 'advance') return advance(word, stepper);
  else {
    stepper[word.do]();
    if (word.do === 'forward' && stepper.loss !== undefined && !stepper.failure) return [stepper.loss];
  }
  return [];
}

/**
 * @param {Advance} word
 * @param {StepwiseRun} stepper
 */
function advance({ steps, until }, stepper) {
  const losses = [];
  for (let i = 0; i < steps && stepper.done < until; i++) {
    const begun = stepper.next !== 'forward';
    if (!stepper.step()) break;
    if (!begun) losses.push(stepper.loss ?? 0);
  }
  return losses;
}
