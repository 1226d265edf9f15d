import { UserError } from '../../errors.ts';
import {
  constantLoss,
  firstParameters,
  type LayerFacts,
  lossFromTo,
  probe,
  type TrainingOptions,
  type TrainingRecord,
  type TrainingSettings,
  toSettings,
  train,
  workOf,
} from '../../training/index.ts';

/** A run to be looked at. */
export interface Patient {
  /** What was asked for, from which a run with one thing changed is made. */
  readonly options: TrainingOptions;
  readonly settings: TrainingSettings;
  readonly record: TrainingRecord;
  /** The run with gradients reset from the same start, beside one that never resets them. */
  readonly twin?: TrainingRecord | undefined;
}

/** One thing to do otherwise. */
export type Change = Partial<TrainingOptions>;

/** What became of a run, in a measure that losses and scales share. */
export interface Outcome {
  readonly settings: TrainingSettings;
  readonly record: TrainingRecord;
  /** The loss at the end; Infinity where there is none. */
  readonly loss: number;
  /** The loss at the end as a share of that of the best constant answer: 1 has learned nothing. Infinity after a failure. */
  readonly left: number;
  /** The same of rows held back, where there are some. */
  readonly heldLeft: number | undefined;
}

/** Operations for all runs with something changed: about a second, as measured by `npm run bench`. */
const BUDGET = { compiled: 800_000_000, onTape: 100_000_000 };
/** Characters of a file that are read in the same time. */
const READ = 8_000_000;
/** A change that leaves less than this needs no other. */
export const WELL = 0.1;
/** A change that leaves so much of the error of the run, or less, is what was needed. */
const CURED = 0.5;
/** With so much left something has been learned; of so few rows it does not say much. */
const MIDDLING = 0.65;
const FEW = 16;
/** A loss that changes by less than this, relative to its size, stays where it is. */
const FLAT = 0.01;
const LAST_PART = 0.3;
/** A change holds that leaves so much of the error on rows not learned from, which are such a share. */
const HOLDS = 0.5;
const HELD = 0.3;

function outcomeOf(settings: TrainingSettings, record: TrainingRecord): Outcome {
  const loss = record.lossAfter ?? Number.POSITIVE_INFINITY;
  const constant = constantLoss(settings);
  const leftOf = (some: number): number => (constant > 0 ? some / constant : some === 0 ? 0 : Number.POSITIVE_INFINITY);
  const held = record.held?.losses.at(-1)?.loss;
  return { settings, record, loss, left: leftOf(loss), heldLeft: held === undefined ? undefined : leftOf(held) };
}

/** A run that may not have learned: what is known of it, and runs with one thing changed, as far as the budget goes. */
export class Case {
  readonly options: TrainingOptions;
  readonly settings: TrainingSettings;
  readonly record: TrainingRecord;
  readonly twin: TrainingRecord | undefined;
  readonly outcome: Outcome;
  private spent = 0;
  private readonly tried = new Map<string, Outcome | undefined>();
  private readonly looks = new Map<'start' | 'end', readonly LayerFacts[]>();

  constructor({ options, settings, record, twin }: Patient) {
    this.options = options;
    this.settings = settings;
    this.record = record;
    this.twin = twin;
    this.outcome = outcomeOf(settings, record);
  }

  /** The loss at the start and at the last iteration that had one. */
  get ends(): { readonly from: number; readonly to: number } {
    return lossFromTo(this.record) ?? { from: Number.NaN, to: Number.NaN };
  }

  /** Does the loss stay where it is over the last part of the run? */
  get isFlat(): boolean {
    const { iterations, lossAfter } = this.record;
    const then = iterations[Math.floor((1 - LAST_PART) * iterations.length)];
    return lossAfter !== undefined && then !== undefined && Math.abs(then.loss - lossAfter) <= FLAT * then.loss;
  }

  /** What the layers do with the parameters of the start, and with the last that are finite. */
  get start(): readonly LayerFacts[] {
    return this.look('start', () => firstParameters(this.settings));
  }

  get end(): readonly LayerFacts[] {
    return this.look('end', () => this.record.snapshots.at(-1)?.parameters);
  }

  private look(when: 'start' | 'end', parameters: () => readonly number[] | undefined): readonly LayerFacts[] {
    const known = this.looks.get(when);
    if (known !== undefined) return known;
    const given = parameters();
    const facts = given === undefined ? [] : probe(this.settings, given);
    this.looks.set(when, facts);
    return facts;
  }

  /** The same run with one thing changed; undefined where that cannot be, or where the budget is spent. */
  try(change: Change): Outcome | undefined {
    const key = JSON.stringify(change);
    if (!this.tried.has(key)) this.tried.set(key, this.run(change));
    return this.tried.get(key);
  }

  /** Is the outcome of a change so much better that it was this what was needed, and no worse on rows held back? */
  cures(change: Change): boolean {
    const outcome = this.try(change);
    if (outcome === undefined || outcome.left > Math.max(WELL, CURED * Math.min(1, this.outcome.left))) return false;
    const [now, then] = [this.outcome.heldLeft, outcome.heldLeft];
    return now === undefined || then === undefined || then < now;
  }

  /**
   * The same for changes with which samples may be learned by heart: where something has been learned, of what may be all
   * there is to learn, they have to be better on rows held back as well, if only to see.
   */
  curesForGood(change: Change): boolean {
    const isMiddling = this.settings.data.xs.length >= FEW && this.outcome.left <= MIDDLING;
    return this.cures(change) && (!isMiddling || this.holds(change));
  }

  /** The first of these changes with which a run learns, or the best of those that cure; undefined where none does. */
  best<C extends Change>(
    changes: readonly C[],
    cures = (change: C): boolean => this.curesForGood(change),
  ): { readonly change: C; readonly outcome: Outcome } | undefined {
    let best: { change: C; outcome: Outcome } | undefined;
    for (const change of changes) {
      const outcome = this.try(change);
      if (outcome === undefined || !cures(change)) continue;
      if (best === undefined || outcome.left < best.outcome.left) best = { change, outcome };
      if (outcome.left <= WELL) break;
    }
    return best;
  }

  /** Is a change as good on rows that are not learned from? */
  private holds(change: Change): boolean {
    if (this.options.test !== undefined || this.settings.data.held !== undefined) return true;
    const test = { test: HELD };
    const [now, then] = [this.try(test)?.heldLeft, this.try({ ...test, ...change })?.heldLeft];
    return now !== undefined && then !== undefined && then <= HOLDS * now;
  }

  private run(change: Change): Outcome | undefined {
    try {
      const settings = toSettings({ ...this.options, ...change });
      const { work, isCompiled } = workOf(settings);
      this.spent += work / (isCompiled ? BUDGET.compiled : BUDGET.onTape) + (this.options.csv?.length ?? 0) / READ;
      if (this.spent > 1) return undefined;
      return outcomeOf(settings, finished(settings));
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }
}

function finished(settings: TrainingSettings): TrainingRecord {
  const run = train(settings);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}
