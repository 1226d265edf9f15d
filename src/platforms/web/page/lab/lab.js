import { announce, find } from '../dom.js';
import { meaningOf, queryOf } from './address.js';
import { sentence } from './apart.js';
import { Screen } from './screen.js';
import { Trainer } from './trainer.js';

/**
 * @typedef {import('./address.js').Values} Values
 * @typedef {import('./frames.js').Run} Run
 * @typedef {import('./frames.js').Frame} Frame
 * @typedef {import('./apart.js').Phase} Phase
 */

/** As many as `/train` makes. */
const MOST_STEPS = 10000;
const SPEEDS = { slow: { steps: 1, ms: 500 }, normal: { steps: 1, ms: 0 }, fast: { steps: 10, ms: 0 } };
/** Where less is to move: as fast as else, but seldom drawn. */
const CALM = { part: 30, ms: 500 };
/** Options that say the same in another way. */
const RIVALS = new Map([
  ['layers', 'hidden'],
  ['steps', 'epochs'],
]);
const SPOKEN_MS = 2000;
const LINE_MS = 150;

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** A run in the worker, the settings that it was made with, and who looks at it. */
export class Lab {
  /**
   * @param {readonly import('./address.js').Option[]} options
   * @param {Values} values
   * @param {string | undefined} csv the content of the file that they refer to
   */
  constructor(options, values, csv) {
    this.options = options;
    this.csv = csv;
    this.values = values;
    /** The command line with the same settings. */
    this.line = '';
    /** @type {(run: Run, values: Values) => void} */
    this.opened = () => {};
    this.running = false;
    this.changed = false;
    this.count = 0;
    this.until = 0;
    this.spoken = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.asking = undefined;
    this.screen = new Screen(() => this.follow());
    this.trainer = new Trainer(
      (answer, word) => this.hear(answer, word),
      () => this.complain('Something went wrong in the lab. Load the page again.'),
    );
    this.zeroGrad = find('#zero-grad', HTMLInputElement);
    this.speed = find('#speed', HTMLSelectElement);
    this.startButton = find('#start', HTMLButtonElement);
    this.startButton.addEventListener('click', () => this.toggle());
    find('#step', HTMLButtonElement).addEventListener('click', () => this.step());
    find('#again', HTMLButtonElement).addEventListener('click', () => this.open());
    this.zeroGrad.addEventListener('change', () => this.set({ zeroGrad: this.zeroGrad.checked }, 'onTheWay'));
    for (const phase of /** @type {const} */ (['forward', 'backward', 'update', 'zero']))
      find(`#${phase}`, HTMLButtonElement).addEventListener('click', () => this.act(phase));
  }

  /** Begins a run with the settings as they are. */
  open() {
    this.pause();
    this.changed = false;
    const csv = this.values['file'] === undefined ? undefined : this.csv;
    this.trainer.tell({ do: 'open', id: ++this.count, values: /** @type {any} */ ({ ...this.values, csv }) });
    this.address();
  }

  /**
   * Other settings: for a new run, or for this one from its next step on.
   *
   * @param {Values} changes
   * @param {'anew' | 'onTheWay'} how
   */
  set(changes, how) {
    const rivals = Object.keys(changes).flatMap((key) => RIVALS.get(key) ?? []);
    this.values = { ...this.values, ...Object.fromEntries(rivals.map((key) => [key, undefined])), ...changes };
    if (how === 'anew') return this.open();
    const { lr, momentum, zeroGrad } = changes;
    const frame = this.screen.frame;
    this.changed ||= frame !== undefined && (frame.done > 0 || frame.next !== 'forward');
    this.screen.noteChange();
    this.trainer.tell({
      do: 'change',
      changes: /** @type {import('./worker.js').Change['changes']} */ ({
        ...(lr !== undefined && { learningRate: lr }),
        ...(momentum !== undefined && { momentum }),
        ...(zeroGrad !== undefined && { zeroGrad }),
      }),
    });
    this.address();
  }

  /** Keeps the weight that is looked at in the settings. */
  follow() {
    const { run, weightName } = this.screen;
    if (run === undefined || weightName === undefined) return;
    this.values = { ...this.values, track: weightName };
    this.address();
  }

  toggle() {
    if (this.running) return this.pause();
    const { frame, run } = this.screen;
    if (frame === undefined || run === undefined) return;
    if (!this.goesOn(frame.done + run.settings.steps)) return;
    this.running = true;
    this.startButton.textContent = 'Pause';
    announce(`Running from step ${frame.done}.`);
    this.spoken = performance.now();
    this.advance();
  }

  pause() {
    if (!this.running) return;
    this.running = false;
    this.startButton.textContent = 'Start';
    // The last frame may have waited for its turn.
    this.screen.draw();
    this.speak('Paused');
  }

  /** One iteration, or the rest of one. */
  step() {
    const { frame } = this.screen;
    if (this.running) return this.pause();
    if (frame === undefined || !this.goesOn(frame.done + 1)) return;
    this.trainer.tell({ do: 'advance', steps: 1, until: this.until });
  }

  /** @param {Phase} phase */
  act(phase) {
    this.pause();
    const { frame } = this.screen;
    if (frame === undefined || (phase !== 'zero' && frame.next !== phase) || frame.failure !== undefined) return;
    if (phase === 'zero' && (frame.done > 0 || frame.next !== 'forward')) this.changed = true;
    if (phase === 'forward' && !this.goesOn(frame.done + 1)) return;
    this.trainer.tell({ do: phase });
    this.address();
  }

  /**
   * Are there steps left? Where the run has made all of its own it becomes longer, as long as `/train` could make it.
   *
   * @param {number} steps how long it is to be then
   */
  goesOn(steps) {
    const { frame, run } = this.screen;
    if (frame?.failure !== undefined) {
      this.complain('This run has ended. “From the start” begins it again.');
      return false;
    }
    if (frame === undefined || run === undefined || frame.done < this.until) return true;
    if (run.scheduled) this.complain('The schedule ends here: choose more steps to begin with.');
    else if (frame.done >= MOST_STEPS) this.complain(`${MOST_STEPS} steps are as many as /train makes.`);
    else {
      this.until = Math.min(MOST_STEPS, steps);
      this.values = { ...this.values, steps: this.until, epochs: undefined };
      this.screen.until = this.until;
      this.address();
      return true;
    }
    return false;
  }

  advance() {
    if (!this.running) return;
    const speed = SPEEDS[/** @type {keyof typeof SPEEDS} */ (this.speed.value)];
    const part = calm.matches && speed.ms === 0 ? CALM.part : 1;
    this.trainer.tell({ do: 'advance', steps: part * speed.steps, until: this.until });
  }

  /**
   * @param {import('./worker.js').Answer} answer
   * @param {import('./worker.js').Word} word
   */
  hear(answer, word) {
    if (answer.kind === 'refused') return this.complain(answer.why);
    this.complain('');
    if (answer.kind === 'opened') {
      const { run, frame } = answer;
      this.until = run.settings.steps;
      this.zeroGrad.checked = run.settings.zeroGrad;
      this.oneOfSeveral(run);
      this.screen.open(run, frame);
      this.opened(run, this.values);
      for (const button of document.querySelectorAll('button:disabled')) button.removeAttribute('disabled');
      this.speak('Ready');
      return;
    }
    const before = this.screen.frame;
    const { frame } = answer;
    this.screen.take(frame);
    const { run } = this.screen;
    if (
      run !== undefined &&
      before !== undefined &&
      word.do !== 'advance' &&
      word.do !== 'open' &&
      word.do !== 'change'
    )
      this.say(sentence(word.do, run, before, frame, this.screen.weight, this.updating()));
    if (word.do !== 'advance') return this.screen.draw();
    if (!this.running) {
      this.screen.draw();
      return this.speak('Step');
    }
    if (frame.failure !== undefined || frame.done >= this.until) {
      this.pause();
      return this.screen.draw();
    }
    if (performance.now() - this.spoken > SPOKEN_MS) this.speak('Running');
    const ms = calm.matches ? CALM.ms : SPEEDS[/** @type {keyof typeof SPEEDS} */ (this.speed.value)].ms;
    const go = () => {
      this.screen.draw();
      this.advance();
    };
    if (ms === 0) requestAnimationFrame(go);
    else setTimeout(go, ms);
  }

  /**
   * A line may ask for several rates or optimisers: here runs the first of them, which the line says from now on.
   *
   * @param {Run} run
   */
  oneOfSeveral({ settings }) {
    const { lr, optimizer } = this.values;
    const several = typeof lr === 'string' || String(optimizer ?? '').includes(',');
    if (!several) return;
    this.values = { ...this.values, lr: settings.learningRate, optimizer: settings.optimiser };
    this.address();
  }

  /** How an update is made, as far as it is said. */
  updating() {
    const { run } = this.screen;
    const { lr, momentum } = this.values;
    return {
      learningRate: Number(lr ?? run?.settings.learningRate),
      plain: run?.plain === true && Number(momentum ?? run.settings.momentum) === 0,
    };
  }

  /** @param {string} text */
  say(text) {
    find('#said', HTMLElement).textContent = text;
  }

  /** @param {string} how */
  speak(how) {
    this.spoken = performance.now();
    announce(`${how}: ${this.screen.summary()}`);
    this.screen.describe();
  }

  /** @param {string} why */
  complain(why) {
    const problem = find('#problem', HTMLElement);
    if (problem.textContent !== why) problem.textContent = why;
  }

  /** Keeps the address and the command line true. */
  address() {
    const query = queryOf(this.options, this.values);
    history.replaceState(null, '', `/lab${query}`);
    find('#changed', HTMLElement).hidden = !this.changed;
    clearTimeout(this.asking);
    this.asking = setTimeout(async () => {
      try {
        const { line } = await meaningOf(query);
        this.line = line;
        find('#line', HTMLElement).textContent = line;
      } catch (error) {
        this.complain(error instanceof Error ? error.message : String(error));
      }
    }, LINE_MS);
  }
}
