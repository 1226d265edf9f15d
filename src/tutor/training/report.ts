import { trainingPictures } from '../../figures/training/figures.ts';
import { heading, list, paragraph, say } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { type Odds, type TrainingRecord, type TrainingSettings, unscaled } from '../../training/index.ts';
import { confusion } from './confusion.ts';
import { dataReport } from './data.ts';
import { finding } from './finding.ts';
import { held } from './held.ts';
import { lessons } from './lessons.ts';
import { observations } from './observations.ts';
import { oddsSentence } from './odds.ts';
import { predictions } from './predictions.ts';
import { rows } from './rows.ts';
import { setup } from './setup.ts';

/** What there is to tell of a run; `twin` is the zeroed run from the same seed, beside one that never zeroes. */
export interface ReportedRun {
  readonly settings: TrainingSettings;
  readonly record: TrainingRecord;
  readonly twin: TrainingRecord | undefined;
  readonly odds: Odds | undefined;
  /** What is wrong with it, the most likely first. */
  readonly findings?: readonly { readonly sentence: Span[] }[];
  /** Whether to show how the network learned, frame by frame, in place of what it learned. */
  readonly animate: boolean;
  /** Whether to show the size of the gradients of each layer. */
  readonly probe?: boolean | undefined;
}

/** The report of a training run: what happened and why, from recorded facts only. */
export function trainingReport({
  settings,
  record,
  twin,
  odds,
  findings = [],
  animate,
  probe,
}: ReportedRun): ReplyNode[] {
  const title = finding(record, settings);
  return [
    heading(twin ? `${title}. Zeroed from the same start: ${lowerFirst(finding(twin, settings))}` : title),
    paragraph(setup(settings)),
    ...dataReport(settings.data),
    rows(record, twin),
    ...predictions(settings, twin ?? record, twin !== undefined),
    ...held(settings, twin ?? record, twin !== undefined),
    ...confusion(settings, twin ?? record, twin !== undefined),
    list([
      ...findings.map(({ sentence }) => sentence),
      ...lessons(settings, record),
      ...observations(settings, record),
    ]),
    ...(odds
      ? [paragraph(oddsSentence(odds, settings))]
      : [paragraph(say`For odds over many seeds this run is too large.`)]),
    ...trainingPictures({
      settings: unscaled(settings),
      runs: twin ? [twin, record] : [record],
      finding: title,
      animate,
      probe,
    }),
  ];
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
