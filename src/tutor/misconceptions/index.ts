import { ACTIVATION_MISCONCEPTIONS } from './activation.ts';
import { CALCULUS_MISCONCEPTIONS } from './calculus.ts';
import { CHAIN_MISCONCEPTIONS } from './chain.ts';
import { FUNCTION_MISCONCEPTIONS } from './functions.ts';
import { LOCAL_MISCONCEPTIONS } from './local.ts';
import { LOOP_MISCONCEPTIONS } from './loop.ts';
import { LOSS_MISCONCEPTIONS } from './loss.ts';
import type { Misconception } from './misconception.ts';
import { NEURON_MISCONCEPTIONS } from './neuron.ts';
import { PASS_MISCONCEPTIONS } from './pass.ts';
import { STEP_MISCONCEPTIONS } from './step.ts';
import { VALUE_MISCONCEPTIONS } from './value.ts';

export type { Misconception } from './misconception.ts';

/** Every misconception by its name. Seeds draw wrong answers in this order: a new one stands behind those of its file. */
export const MISCONCEPTIONS = {
  ...LOCAL_MISCONCEPTIONS,
  ...VALUE_MISCONCEPTIONS,
  ...ACTIVATION_MISCONCEPTIONS,
  ...CHAIN_MISCONCEPTIONS,
  ...PASS_MISCONCEPTIONS,
  ...LOSS_MISCONCEPTIONS,
  ...NEURON_MISCONCEPTIONS,
  ...STEP_MISCONCEPTIONS,
  ...LOOP_MISCONCEPTIONS,
  ...CALCULUS_MISCONCEPTIONS,
  ...FUNCTION_MISCONCEPTIONS,
} satisfies Record<string, Misconception>;

export type MisconceptionName = keyof typeof MISCONCEPTIONS;

export const misconception = (name: MisconceptionName): Misconception => MISCONCEPTIONS[name];

export const isMisconception = (name: string): name is MisconceptionName => Object.hasOwn(MISCONCEPTIONS, name);

/** The misconceptions that have a certain mutation, each with its name. */
export const withMutation = <Kind extends 'forward' | 'output' | 'formula' | 'loop'>(
  kind: Kind,
): { name: MisconceptionName; mutation: NonNullable<Misconception[Kind]> }[] =>
  NAMES.flatMap((name) => {
    const mutation = misconception(name)[kind];
    return mutation === undefined ? [] : [{ name, mutation }];
  });

/** All names, in the order of {@link MISCONCEPTIONS}. */
export const NAMES = Object.keys(MISCONCEPTIONS) as MisconceptionName[];
