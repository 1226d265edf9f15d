import type { OperationName } from '../engine/index.ts';
import { dataLines, isSingle } from './data.ts';
import { canBeExact, exactFunctions, withExact } from './exact.ts';
import { quotedLine, solved, type Turn, wrapped } from './lines.ts';
import { lossFunction, lossUses } from './loss-function.ts';
import { networkClasses, networkUses } from './network-classes.ts';
import type { ExportedRun } from './run.ts';
import { batchesFunction, checkLines, type LoopOptions, loopLines, startLines } from './training-loop.ts';
import { initBound, isExactUpdate } from './update.ts';
import { valueClass } from './value-class.ts';

/** The parts of a run in Python, each as lines of code; empty where it is not needed. */
export interface Parts {
  /** The operations of its class `Value`. */
  readonly operations: ReadonlySet<OperationName>;
  readonly functions: readonly string[];
  readonly value: readonly string[];
  readonly network: readonly string[];
  readonly loss: readonly string[];
  readonly batches: readonly string[];
  readonly data: readonly string[];
  readonly start: readonly string[];
  readonly loop: readonly string[];
  readonly check: readonly string[];
}

interface PartOptions {
  /** What is left to fill in. */
  readonly turn?: Turn;
  /** Is kept what the pictures of a notebook show? */
  readonly keeps?: boolean;
}

/** Can Python make this run to the last bit, though a difference there would grow? */
export function bringsItsFunctions({ settings, steady }: ExportedRun): boolean {
  const uses = { operations: new Set<OperationName>(), reflected: new Set<OperationName>() };
  networkUses(settings.activations, uses);
  return steady < settings.steps && canBeExact(valueClass(uses, solved)) && isExactUpdate(settings);
}

/** A run in parts. */
export function partsOf(run: ExportedRun, { turn = solved, keeps = false }: PartOptions = {}): Parts {
  const { settings } = run;
  const uses = { operations: new Set<OperationName>(), reflected: new Set<OperationName>() };
  networkUses(settings.activations, uses);
  lossUses(settings.loss, uses);
  // `sum` begins with the number 0.
  if (!isSingle(settings.data)) uses.reflected.add('add');
  const exact = bringsItsFunctions(run);
  const value = valueClass(uses, turn);
  const options: LoopOptions = { uses, exact, turn, keeps };
  return {
    operations: uses.operations,
    functions: exact ? exactFunctions(valueClass(uses, solved)) : [],
    value: exact ? withExact(value) : value,
    network: networkClasses(settings.activations, initBound(settings), uses),
    loss: lossFunction(settings.loss, uses, turn),
    batches: batchesFunction(run),
    data: dataLines(settings.data),
    start: startLines(run, options),
    loop: loopLines(run, options),
    check: checkLines(run, options),
  };
}

/** The run as one script of plain Python: the article's classes, the data, the loop, and an assertion on how it ends. */
export function pythonScript(run: ExportedRun): string {
  const { functions, value, network, loss, batches, data, start, loop, check } = partsOf(run);
  const head = [...introduction(run), '', 'import math', 'import random'];
  const definitions = [functions, value, network, loss, batches].filter((part) => part.length > 0);
  const text = (lines: readonly string[]): string => lines.join('\n');
  const body = [data, start, loop, check].map(text).join('\n\n');
  return `${[head, ...definitions].map(text).concat(body).join('\n\n\n')}\n`;
}

/** What the script is, and how to run it. */
function introduction({ line }: ExportedRun): string[] {
  return [
    '"""A training run of Chainrule in plain Python, with the classes of the article.',
    ...quotedLine(line),
    '',
    ...wrapped('Run it with: python3 train.py. It ends with a check that it went as it did there.', 86),
    '"""',
  ];
}
