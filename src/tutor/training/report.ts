import { trainingPictures } from '../../figures/training/figures.ts';
import { heading, list, paragraph, say } from '../../reply/build.ts';
import type { Picture, ReplyNode, Span } from '../../reply/document.ts';
import { capitalize } from '../../text.ts';
import { type Odds, type TrainingRecord, type TrainingSettings, unscaled } from '../../training/index.ts';
import { confusion } from './confusion.ts';
import { dataInShort, dataReport } from './data.ts';
import { finding } from './finding.ts';
import { held, heldRemarks } from './held.ts';
import { lessons } from './lessons.ts';
import { observations } from './observations.ts';
import { oddsInShort, oddsSentence } from './odds.ts';
import { optimiserSettingsRemarks } from './optimiser-settings.ts';
import { predictions, resultRemark } from './predictions.ts';
import { mostImportant, type Remark } from './remark.ts';
import { rows } from './rows.ts';
import { setup } from './setup.ts';

/** What is wrong with a run: why it does not learn. */
interface Finding {
  readonly sentence: Span[];
}

/** What there is to tell of a run; `twin` is the zeroed run from the same seed, beside one that never zeroes. */
export interface ReportedRun {
  readonly settings: TrainingSettings;
  readonly record: TrainingRecord;
  readonly twin: TrainingRecord | undefined;
  readonly odds: Odds | undefined;
  /** What is wrong with it, the most likely first: that has the first place in a brief report. */
  readonly findings: readonly Finding[];
  /** Whether to show how the network learned, frame by frame, in place of what it learned. */
  readonly animate: boolean;
  /** What matters most, with the loss first; or everything. */
  readonly detail: 'brief' | 'full';
  /** Whether somebody chose the parameter to follow: its picture is in a brief report, too. */
  readonly follows: boolean;
  /** Whether to show the size of the gradients of each layer. */
  readonly probe?: boolean | undefined;
}

/** Of a brief report. */
const MAX_SENTENCES = 4;

/** The report of a training run: what happened and why, from recorded facts only. */
export function trainingReport(run: ReportedRun): ReplyNode[] {
  const { settings, record, twin, odds, findings, animate, detail, follows, probe } = run;
  const title = finding(record, settings);
  const headline = heading(
    twin ? `${title}. Zeroed from the same start: ${lowerFirst(finding(twin, settings))}` : title,
  );
  const pictures = trainingPictures({
    settings: unscaled(settings),
    runs: twin ? [twin, record] : [record],
    finding: title,
    animate,
    detail,
    follows,
    probe,
  });
  const remarks = remarksOn(run);
  if (detail === 'brief') return [headline, ...brief(run, remarks, pictures)];
  return [
    headline,
    paragraph(setup(settings)),
    ...dataReport(settings.data),
    rows(record, twin),
    ...predictions(settings, twin ?? record, twin !== undefined),
    ...held(settings, twin ?? record, twin !== undefined),
    ...confusion(settings, twin ?? record, twin !== undefined),
    list([
      ...findings.map(({ sentence }) => sentence),
      ...remarks.map(({ full }) => full).filter(({ length }) => length > 0),
    ]),
    paragraph(odds ? oddsSentence(odds, settings) : say`For odds over many seeds this run is too large.`),
    ...pictures,
  ];
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** All sentences about a run: what came of it, then how. */
function remarksOn({ settings, record, twin }: ReportedRun): Remark[] {
  const shown = [settings, twin ?? record, twin !== undefined] as const;
  const onHeld = heldRemarks(...shown);
  return [
    ...(onHeld.length > 0 ? onHeld : resultRemark(...shown)),
    ...lessons(settings, record),
    ...optimiserSettingsRemarks(settings, record),
    ...observations(settings, record),
  ];
}

/** The first picture comes before everything that is to be read; one that moves was asked for, and comes first of all. */
function brief(
  { settings, odds, findings }: ReportedRun,
  remarks: readonly Remark[],
  pictures: readonly Picture[],
): ReplyNode[] {
  const told = [
    ...(settings.readings ?? []).map((reading) => say`${capitalize(reading)}`),
    ...dataInShort(settings.data),
    ...findings.slice(0, 1).map(({ sentence }) => sentence),
  ];
  const sentences = [...told, ...mostImportant(remarks, MAX_SENTENCES - told.length).map((remark) => remark.brief)];
  const moves = ({ drawing }: Picture): number => Number(drawing.type === 'animation');
  const [first, ...others] = pictures.toSorted((a, b) => moves(b) - moves(a));
  return [
    ...(first === undefined ? [] : [first]),
    ...(sentences.length === 0 ? [] : [list(sentences)]),
    ...others,
    paragraph(oddsInShort(odds, settings)),
  ];
}
