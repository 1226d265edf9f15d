import type { Box } from '../geometry.ts';
import { COLOURS, font, TEXT_SIZE } from '../theme.ts';
import { PADDING } from './labels.ts';

/** A text drawn with the top left corner of its box at `shift` (pixels) from a point of the data. */
export const textNote = (
  lines: readonly string[],
  colour: string,
  point: { x: number; y: number; yAxis: string },
  shift: Pick<Box, 'left' | 'top'>,
) => ({
  type: 'label' as const,
  xScaleID: 'x',
  yScaleID: point.yAxis,
  xValue: point.x,
  yValue: point.y,
  xAdjust: Math.round(shift.left),
  yAdjust: Math.round(shift.top),
  position: { x: 'start' as const, y: 'start' as const },
  content: [...lines],
  textAlign: 'left' as const,
  color: colour,
  font: font(TEXT_SIZE, 'bold'),
  backgroundColor: COLOURS.background,
  padding: PADDING,
});

/** A line from left to right where an axis has its 0. */
export const zeroLine = (yAxis: string) => ({
  type: 'line' as const,
  scaleID: yAxis,
  value: 0,
  borderColor: COLOURS.text,
  borderWidth: 1,
  drawTime: 'beforeDatasetsDraw' as const,
});
