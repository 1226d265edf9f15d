import { type Descent, rateOf } from '../../engine/index.ts';
import { Network } from '../network.ts';
import { descentOf } from '../optimisers/descent.ts';
import type { Failure } from '../record.ts';
import type { TrainingSettings } from '../settings.ts';
import { TapeRun } from '../tape-run.ts';

/** What of a run may be changed while it goes on. */
export type Changeable = Pick<TrainingSettings, 'learningRate' | 'momentum' | 'zeroGrad'>;

/** What comes next in an iteration. */
export type Phase = 'forward' | 'backward' | 'update';

/**
 * A training run that can be stopped between forward pass, backward pass and update, looked at, and changed on the way.
 * Left alone it has the losses and parameters of `train()`, to the last bit.
 */
export class StepwiseRun {
  readonly settings: TrainingSettings;
  readonly network: Network;
  /** How many updates were made. */
  done = 0;
  next: Phase = 'forward';
  /** Where the forward pass could not go on: then nothing more can be done. */
  failure: Failure | undefined;
  private readonly tape: TapeRun;
  /** The settings of the next iteration. */
  current: Changeable;

  constructor(settings: TrainingSettings) {
    this.settings = settings;
    this.current = settings;
    this.network = new Network(settings);
    this.tape = new TapeRun(this.network, settings, settings.seed, this.descent());
  }

  /** Of the last forward pass; undefined before the first. */
  get loss(): number | undefined {
    return this.tape.loss;
  }

  /** What each `.grad` held before the last backward pass added to it: 0 where it was reset. */
  get stale(): Float64Array {
    return this.tape.stale;
  }

  /** The samples of the iteration that is under way. */
  get samples(): readonly number[] {
    return this.tape.samples;
  }

  /** From now on the run has other settings. */
  change(changes: Partial<Changeable>): void {
    this.current = { ...this.current, ...changes };
  }

  /** The loss of the next samples, as the mean or sum that the loss says. */
  forward(): void {
    if (this.next !== 'forward' || this.failure) return;
    this.tape.begin();
    if (this.went(this.tape.pass(false))) this.next = 'backward';
  }

  /** Adds each sample's gradients to `.grad`, which is reset before if the run does so. */
  backward(): void {
    if (this.next !== 'backward') return;
    this.tape.hold(this.current.zeroGrad);
    this.went(this.tape.pass(true));
    this.next = 'update';
  }

  /** Changes the parameters by what `.grad` holds. */
  update(): void {
    if (this.next !== 'update') return;
    this.tape.stepper.step();
    this.done++;
    this.next = 'forward';
  }

  /** Resets the gradients by hand. */
  zero(): void {
    this.tape.hold(true);
  }

  /** The rest of an iteration that was begun, or a whole one. False once the run could not go on. */
  step(): boolean {
    if (this.next === 'forward') {
      if (this.failure) return false;
      if (!this.went(this.tape.derive(this.current.zeroGrad))) return false;
      this.next = 'update';
    }
    this.backward();
    this.update();
    return true;
  }

  /** Whatever the rule of the optimiser asks for at a step, as it is then. */
  private descent(): Descent {
    const now = (): TrainingSettings => ({ ...this.settings, ...this.current });
    return {
      ...descentOf(this.settings),
      rate: (step) => rateOf(descentOf(now()), step),
      get momentum() {
        return now().momentum;
      },
    };
  }

  /** Did a pass come to its end? */
  private went(stopped: number | undefined): boolean {
    if (stopped !== undefined) this.failure = this.network.failure(this.done, stopped);
    return stopped === undefined;
  }
}
