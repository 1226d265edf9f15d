import type { Box } from './labels.ts';
import type { Range } from './range.ts';

/** A part of the plot with a y axis of its own. */
export interface Panel {
  readonly yAxis: string;
  readonly area: Box;
  /** The value at the upper end of the axis. */
  readonly max: number;
  /** Pixels from the top of the picture. */
  readonly toY: (value: number) => number;
}

/** A panel whose axis goes from the lower to the upper edge of `area`. */
export function panel(yAxis: string, area: Box, min: number, max: number, log: boolean): Panel {
  const scale = log ? Math.log10 : (value: number): number => value;
  const [low, high] = [scale(min), scale(max)];
  return { yAxis, area, max, toY: (value) => area.top + (area.height * (high - scale(value))) / (high - low) };
}

/** Panels one above the other, as Chart.js stacks axes with `offset`: half a tick's distance free at both ends. */
export function stackedPanels(area: Box, axes: readonly { yAxis: string; range: Range; share: number }[]): Panel[] {
  const total = axes.reduce((sum, { share }) => sum + share, 0);
  let top = area.top;
  return axes.map(({ yAxis, range: { min, max, step }, share }) => {
    const part = { ...area, top, height: (area.height * share) / total };
    top += part.height;
    return { ...panel(yAxis, part, min - step / 2, max + step / 2, false), max };
  });
}
