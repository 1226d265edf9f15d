import { textNote } from '../../pictures/chart/annotations.ts';
import type { Panel } from '../../pictures/chart/frame.ts';
import { GAP, type Label, labelWidth, placeLabels } from '../../pictures/chart/labels.ts';
import { verticalMark } from '../../pictures/chart/marks.ts';
import type { Box, Pixel } from '../../pictures/geometry.ts';
import { shortNumber } from '../../pictures/text.ts';
import { COLOURS, WIDTH } from '../../pictures/theme.ts';
import { failureName, firstStale } from '../../training/facts.ts';
import type { TrainingRecord } from '../../training/record.ts';
import { colourOf, lastIteration, type Point } from './series.ts';

const MARGIN = 8;
/** Half of the last tick label stands right of the plot. */
const LEAST_SPACE = 34;
const USUAL_PLOT_WIDTH = 600;
/** Texts may reach this far out of their panel, into the space that is free around it. */
const OVERHANG = 12;

/** A run's line in a panel, and what is written at its end. */
export interface PlotLine {
  readonly run: TrainingRecord;
  readonly panel: Panel;
  readonly points: readonly Point[];
  readonly text: readonly string[];
  /** Of its text, where it is not that of the run. */
  readonly colour?: string | undefined;
}

/** A label, what it is anchored to, and its colour. */
interface Note extends Label {
  readonly point: Point;
  readonly yAxis: string;
  readonly colour: string;
}

/** The last of a run's values, to be written at the end of its line, if there is one. */
export const lastValue = (values: readonly number[]): string[] =>
  values.slice(-1).filter(Number.isFinite).map(shortNumber);

/** Space right of the plot, in pixels, so that texts fit beside the ends of their lines. */
export function endSpace(lines: readonly Omit<PlotLine, 'panel'>[], last: number): number {
  const needs = lines.map(({ run, points, text }) => {
    // Beside the marker of a failure, which comes after the end of the line.
    const end = run.failure?.iteration ?? points.at(-1)?.x ?? 0;
    return GAP + labelWidth(text) + MARGIN - (1 - end / last) * USUAL_PLOT_WIDTH;
  });
  return Math.max(LEAST_SPACE, ...needs);
}

/**
 * The texts over the lines, as options of chartjs-plugin-annotation in plain JSON. Texts at the ends of
 * lines are placed first; those of events find room around them, anywhere in the plot.
 *
 * @param panels from top to bottom
 */
export function notesOver(runs: readonly TrainingRecord[], lines: readonly PlotLine[], panels: readonly Panel[]) {
  const [first, final] = [panels[0] as Panel, panels.at(-1) as Panel];
  const plot: Box = { ...first.area, height: final.area.top + final.area.height - first.area.top };
  const toX = (iteration: number): number => plot.left + (plot.width * iteration) / lastIteration(runs);
  const toPixel = (panel: Panel, { x, y }: Point): Pixel => ({ x: toX(x), y: panel.toY(y) });

  const ends = lines.flatMap(({ run, panel, points, text, colour = colourOf(run) }): Note[] => {
    const point = points.at(-1);
    if (point === undefined || text.length === 0) return [];
    const at = toPixel(panel, point);
    const { yAxis, area } = panel;
    return [{ lines: text, at, beside: 'end', room: roomAround(area), point, yAxis, colour }];
  });
  const events = runs.flatMap(eventsOf);
  const eventNotes = events.map(({ iteration, text, colour }): Note => {
    const point = { x: iteration, y: first.max };
    const at = toPixel(first, point);
    return { lines: text, at, beside: 'vertical', room: roomAround(plot), point, yAxis: first.yAxis, colour };
  });

  const notes = [...ends, ...eventNotes];
  const drawn = lines.map(({ panel, points }) => points.map((point) => toPixel(panel, point)));
  const verticals = events.map(({ iteration }) => [
    { x: toX(iteration), y: plot.top },
    { x: toX(iteration), y: plot.top + plot.height },
  ]);
  const boxes = placeLabels(notes, [...drawn, ...verticals]);
  return notes.map((note, i) => {
    const { left, top } = boxes[i] as Box;
    const shift = { left: left - note.at.x, top: top - note.at.y };
    return textNote(note.lines, note.colour, { ...note.point, yAxis: note.yAxis }, shift);
  });
}

/** The events of runs as data sets, named after what happened. */
export const eventMarks = (runs: readonly TrainingRecord[]) =>
  runs.flatMap(eventsOf).map(({ iteration, name, colour }) => verticalMark(iteration, name, colour));

/** Where texts about a part of the plot may stand: there, to its right, and a little above and below. */
const roomAround = ({ left, top, height }: Box): Box => ({
  left,
  top: top - OVERHANG,
  width: WIDTH - MARGIN - left,
  height: height + 2 * OVERHANG,
});

/** Something that happened in an iteration. */
interface Event {
  readonly iteration: number;
  readonly text: readonly string[];
  /** The same in a legend. */
  readonly name: string;
  readonly colour: string;
}

/** What is to be marked in every picture of a run. */
function eventsOf(run: TrainingRecord): Event[] {
  const events: Event[] = [];
  const stale = firstStale(run);
  if (stale !== undefined) {
    const text = ['stale gradient > fresh', `first in iteration ${stale}`];
    events.push({ iteration: stale, text, name: text.join(', '), colour: COLOURS.green });
  }
  if (run.failure !== undefined) {
    const { iteration } = run.failure;
    const text = [`✕ iteration ${iteration}:`, failureName(run.failure)];
    events.push({ iteration, text, name: text.join(' '), colour: COLOURS.pink });
  }
  return events;
}
