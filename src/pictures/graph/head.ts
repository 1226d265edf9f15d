import type { GraphDrawing } from '../../reply/document.ts';
import type { Size } from '../geometry.ts';
import { textElement } from '../svg.ts';
import { textWidth, wrapAll } from '../text.ts';
import type { GraphColours } from '../theme.ts';
import { LINE_HEIGHT } from '../theme.ts';
import { CAPTION_SIZE, GRAPH_TITLE_SIZE, GRAPH_WIDTH, MARGIN, SUBTITLE_SIZE } from './size.ts';

/** Between the title and the graph. */
const HEAD_GAP = 12;
const TITLE_GAP = 3;

/** The texts above a graph. */
export interface Head extends Size {
  readonly title: readonly string[];
  readonly subtitle: readonly string[];
  readonly subtitleSize: number;
}

/** The lines above a graph, broken to its width; the height is that up to the graph. */
export function headOf({ title, subtitle, room }: Pick<GraphDrawing, 'title' | 'subtitle' | 'room'>): Head {
  const width = GRAPH_WIDTH - 2 * MARGIN;
  const titleLines = wrapAll(title, width, GRAPH_TITLE_SIZE, 'bold');
  const subtitleSize = room === undefined ? SUBTITLE_SIZE : CAPTION_SIZE;
  const subtitleLines = subtitle.flatMap((line) => wrapAll(line, width, subtitleSize));
  const lines = Math.max(subtitleLines.length, room ?? 0);
  return {
    title: titleLines,
    subtitle: subtitleLines,
    subtitleSize,
    width: Math.max(
      ...titleLines.map((line) => textWidth(line, GRAPH_TITLE_SIZE, 'bold')),
      ...subtitleLines.map((line) => textWidth(line, subtitleSize)),
    ),
    height: LINE_HEIGHT * (titleLines.length * GRAPH_TITLE_SIZE + lines * subtitleSize) + TITLE_GAP + HEAD_GAP,
  };
}

/** What is left for a graph in a picture of that size, in CSS pixels. */
export const roomBelow = (head: Head, { width, height }: Size): Size => ({
  width: width - 2 * MARGIN,
  height: height - 2 * MARGIN - head.height,
});

/** The lines, from the top left corner of the picture. */
export function headElements(
  { title, subtitle, subtitleSize }: Head,
  { title: titleColour, text }: GraphColours,
): string {
  let y = MARGIN;
  const line = (content: string, size: number, attributes: Record<string, string>): string => {
    y += size * LINE_HEIGHT;
    // Letters reach a quarter of their size below the line they stand on.
    return textElement(content, { x: MARGIN, y: y - size * 0.25, 'font-size': size, ...attributes });
  };
  const titles = title.map((content) => line(content, GRAPH_TITLE_SIZE, { fill: titleColour, 'font-weight': '700' }));
  y += TITLE_GAP;
  return [...titles, ...subtitle.map((content) => line(content, subtitleSize, { fill: text }))].join('');
}
