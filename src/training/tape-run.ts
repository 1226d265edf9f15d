import { type Descent, Stepper } from '../engine/index.ts';
import { batchesOf, weightOf } from './batches.ts';
import type { Network } from './network.ts';
import { descentOf } from './optimisers/descent.ts';
import type { TrainingSettings } from './settings.ts';

/**
 * The iterations of a start on the tape, each `derive` and the stepper's `step`; or in parts: `begin`, `hold`, `pass` and that
 * `step`, in this order.
 */
export class TapeRun {
  readonly network: Network;
  readonly stepper: Stepper;
  /** The samples of the iteration that is under way. */
  samples: readonly number[] = [];
  /** Of the last forward pass whose loss was finite; undefined before the first. */
  loss: number | undefined;
  /** What each `.grad` held before the last backward pass added to it: 0 where it was reset. */
  readonly stale: Float64Array;
  private readonly settings: TrainingSettings;
  private readonly batches: Generator<readonly number[]>;

  constructor(network: Network, settings: TrainingSettings, seed: number, descent: Descent = descentOf(settings)) {
    this.network = network;
    this.settings = settings;
    this.stepper = new Stepper(network.parameters, descent);
    this.stale = new Float64Array(network.parameters.length);
    this.batches = batchesOf(settings, seed);
  }

  /**
   * Forward and backward passes of the next samples, which follow one another on the tape of each.
   *
   * @returns as {@link pass}
   */
  derive(zeroGrad: boolean, see?: () => void): number | undefined {
    this.begin();
    this.hold(zeroGrad);
    return this.pass(true, see);
  }

  /** Takes the next samples. */
  begin(): void {
    this.samples = this.batches.next().value as readonly number[];
  }

  /** Resets the gradients, or keeps them as stale ones. */
  hold(zeroGrad: boolean): void {
    const { stale } = this;
    if (zeroGrad) {
      this.stepper.zeroGrad();
      stale.fill(0);
    } else
      this.network.parameters.forEach(({ grad }, i) => {
        stale[i] = grad;
      });
  }

  /**
   * The forward pass of each sample, with its backward pass if wanted.
   *
   * @param see is called after each forward pass
   * @returns the sample with which the loss stopped being finite, of which the network holds the forward pass
   */
  pass(derive: boolean, see?: () => void): number | undefined {
    const { network, samples } = this;
    const weight = weightOf(this.settings, samples.length);
    let loss = 0;
    for (const sample of samples) {
      loss += weight * network.forward(sample);
      if (!Number.isFinite(loss)) return sample;
      see?.();
      if (derive) network.backward(weight);
    }
    this.loss = loss;
    return undefined;
  }
}
