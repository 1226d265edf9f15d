import { type Descent, rateOf, Stepper } from '../../engine/index.ts';
import { weightOf } from '../batches.ts';
import { batchesOf } from '../loop.ts';
import { Network } from '../network.ts';
import { descentOf } from '../optimisers/descent.ts';
import type { Failure } from '../record.ts';
import type { TrainingSettings } from '../settings.ts';

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
  /** Of the last forward pass; undefined before the first. */
  loss: number | undefined;
  /** Where the forward pass could not go on: then nothing more can be done. */
  failure: Failure | undefined;
  /** What each `.grad` held before the last backward pass added to it: 0 where it was reset. */
  readonly stale: Float64Array;
  private readonly stepper: Stepper;
  private readonly batches: Generator<readonly number[]>;
  private batch: readonly number[] = [];
  /** The settings of the next iteration. */
  current: Changeable;

  constructor(settings: TrainingSettings) {
    this.settings = settings;
    this.current = settings;
    this.network = new Network(settings);
    const { parameters } = this.network;
    this.stale = new Float64Array(parameters.length);
    this.stepper = new Stepper(parameters, this.descent());
    this.batches = batchesOf(settings, settings.seed);
  }

  /** The samples of the iteration that is under way. */
  get samples(): readonly number[] {
    return this.batch;
  }

  /** From now on the run has other settings. */
  change(changes: Partial<Changeable>): void {
    this.current = { ...this.current, ...changes };
  }

  /** The loss of the next samples, as the mean or sum that the loss says. */
  forward(): void {
    if (this.next !== 'forward' || this.failure) return;
    this.begin();
    if (this.pass(false)) this.next = 'backward';
  }

  /** Adds each sample's gradients to `.grad`, which is reset before if the run does so. */
  backward(): void {
    if (this.next !== 'backward') return;
    this.hold();
    this.pass(true);
    this.next = 'update';
  }

  /** Changes the parameters by what `.grad` holds. */
  update(): void {
    if (this.next !== 'update') return;
    this.stepper.step();
    this.done++;
    this.next = 'forward';
  }

  /** Resets the gradients by hand. */
  zero(): void {
    this.stepper.zeroGrad();
    this.stale.fill(0);
  }

  /** The rest of an iteration that was begun, or a whole one. False once the run could not go on. */
  step(): boolean {
    if (this.next === 'forward') {
      if (this.failure) return false;
      // Forward and backward in one: the passes of a sample follow one another on its tape.
      this.begin();
      this.hold();
      if (!this.pass(true)) return false;
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

  private begin(): void {
    this.batch = this.batches.next().value as readonly number[];
  }

  private hold(): void {
    if (this.current.zeroGrad) this.stepper.zeroGrad();
    this.network.parameters.forEach(({ grad }, i) => {
      this.stale[i] = grad;
    });
  }

  private pass(derive: boolean): boolean {
    const weight = weightOf(this.settings, this.batch.length);
    let loss = 0;
    for (const sample of this.batch) {
      loss += weight * this.network.forward(sample);
      if (!Number.isFinite(loss)) {
        this.failure = this.network.failure(this.done, sample);
        return false;
      }
      if (derive) this.network.backward(weight);
    }
    this.loss = loss;
    return true;
  }
}
