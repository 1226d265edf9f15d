import { lossNamed, optimiserNamed } from '../../engine/index.ts';
import { pictureOf } from '../../figures/figure.ts';
import { optimisersFigure } from '../../figures/training/optimisers.ts';
import { code, heading, list, paragraph, say, table } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { failureName, type TrainingRecord, type TrainingSettings } from '../../training/index.ts';
import { ruleOf } from './optimiser-settings.ts';
import { setup } from './setup.ts';
import { quoted, short } from './words.ts';

/** A run by one of several optimisers, all from the same start. */
export interface ComparedRun {
  readonly settings: TrainingSettings;
  readonly record: TrainingRecord;
}

/** Losses that differ by less than this, relative to the smaller, are told as the same. */
const SAME = 0.01;

const titleOf = ({ settings }: ComparedRun): string => optimiserNamed(settings.optimiser).title;

/** Why none of them learns. */
interface Finding {
  readonly sentence: Span[];
}

/** Does none of these runs come down? */
export const noneLearned = (runs: readonly ComparedRun[]): boolean => runs.every((run) => whenLow(run) === undefined);

/** Several optimisers side by side: a picture with all losses, where each ended, and which got lower first. */
export function optimisersReport(
  runs: readonly [ComparedRun, ...ComparedRun[]],
  detail: 'brief' | 'full',
  why?: Finding | undefined,
): ReplyNode[] {
  const title = findingOf(runs);
  const { settings } = runs[0];
  const rates = new Set(runs.map((run) => run.settings.learningRate));
  return [
    heading(title),
    pictureOf('optimizers', optimisersFigure(runs, title)),
    table(['optimizer', 'lr', 'last loss', `below ${short(lowOf(settings))}`], runs.map(rowOf)),
    list([
      firstSentence(runs, why),
      rates.size > 1
        ? say`Each has a learning rate that suits it; ${code('--lr 0.1')} would give all the same.`
        : say`All have the learning rate ${settings.learningRate}, which suits one better than another.`,
      say`All begin with the same weights, those of seed ${settings.seed}. Another seed may turn their order around.`,
    ]),
    ...(detail === 'brief' ? [] : [paragraph(setup(settings)), list(runs.map(explained))]),
  ];
}

/** From which loss on a start counts as learned. */
function lowOf({ loss, data }: TrainingSettings): number {
  const { learned, samples } = lossNamed(loss);
  return learned * (samples === 'sum' ? data.xs.length : 1);
}

/** The first iteration whose loss is as low; after the last update it is one past the last. */
function whenLow({ settings, record }: ComparedRun): number | undefined {
  const low = lowOf(settings);
  const found = record.iterations.find(({ loss }) => loss < low)?.iteration;
  return found ?? (record.lossAfter !== undefined && record.lossAfter < low ? settings.steps : undefined);
}

function findingOf(runs: readonly ComparedRun[]): string {
  const ended = runs
    .filter(({ record }) => record.lossAfter !== undefined)
    .sort((a, b) => (a.record.lossAfter as number) - (b.record.lossAfter as number));
  const [best, second] = ended;
  const steps = counted(runs[0]?.settings.steps ?? 0, 'iteration');
  if (best === undefined) return `None of ${runs.length} optimizers comes to the end of ${steps}`;
  const least = best.record.lossAfter as number;
  const all = `of ${runs.length} optimizers after ${steps}`;
  if (second !== undefined && (second.record.lossAfter as number) - least <= SAME * least)
    return `${titleOf(best)} and ${titleOf(second)} end with the least loss ${all}, ${short(least)}`;
  return `${titleOf(best)} ends with the least loss ${all}, ${short(least)}`;
}

function rowOf(run: ComparedRun): string[] {
  const { settings, record } = run;
  const { learningRate, momentum } = settings;
  const kept = momentum > 0 && momentum !== optimiserNamed(settings.optimiser).momentum ? `, momentum ${momentum}` : '';
  const low = whenLow(run);
  const last =
    record.failure === undefined
      ? short(record.lossAfter as number)
      : `${failureName(record.failure)} in ${record.failure.iteration}`;
  return [
    optimiserNamed(settings.optimiser).short,
    `${short(learningRate)}${kept}`,
    last,
    low === undefined ? 'never' : `iteration ${low}`,
  ];
}

function firstSentence(runs: readonly [ComparedRun, ...ComparedRun[]], cause: Finding | undefined): Span[] {
  const low = short(lowOf(runs[0].settings));
  const times = runs.map((run) => ({ run, at: whenLow(run) }));
  const reached = times.flatMap(({ run, at }) => (at === undefined ? [] : [{ run, at }])).sort((a, b) => a.at - b.at);
  const [first, ...others] = reached;
  const failed = runs.find(({ record }) => record.failure !== undefined);
  const why =
    failed?.record.failure && say` ${titleOf(failed)} stops with ${quoted(failureName(failed.record.failure))}.`;
  if (first === undefined && cause !== undefined)
    return say`None gets below a loss of ${low}. ${cause.sentence}${why ?? ''}`;
  if (first === undefined)
    return say`None gets below a loss of ${low}: more ${code('--steps')} or another ${code('--lr')} may help.${why ?? ''}`;
  const together = others.filter(({ at }) => at === first.at).map(({ run }) => titleOf(run));
  const later = others.filter(({ at }) => at > first.at).map(({ run, at }) => `${titleOf(run)} in iteration ${at}`);
  const never = times.filter(({ at }) => at === undefined).map(({ run }) => titleOf(run));
  const rest = [...later, ...(never.length > 0 ? [`${never.join(' and ')} never`] : [])];
  const who = [titleOf(first.run), ...together].join(' and ');
  const are = together.length > 0 ? 'are' : 'is';
  return say`${who} ${are} below a loss of ${low} first, in iteration ${first.at}${rest.length > 0 ? `; ${rest.join(', ')}` : ''}.${why ?? ''}`;
}

const explained = (run: ComparedRun): Span[] => {
  const entry = optimiserNamed(run.settings.optimiser);
  return say`${entry.sentence} Its rule: ${ruleOf(entry)}.`;
};
