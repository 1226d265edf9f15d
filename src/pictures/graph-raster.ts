import type { GraphDrawing, Theme } from '../reply/document.ts';
import { arrow } from './graph-arrow.ts';
import { cardElement, operationElement, THICK, THIN } from './graph-card.ts';
import { type GraphColours, graphColours } from './graph-colours.ts';
import { type Curve, type Layout, layoutGraph } from './graph-layout.ts';
import { CAPTION_SIZE, GRAPH_TITLE_SIZE, MARGIN, type Size, SUBTITLE_SIZE } from './graph-size.ts';
import type { Pixel } from './labels.ts';
import type { Raster } from './raster.ts';
import { element, svgRaster, textElement } from './svg.ts';
import { textWidth, wrap } from './text.ts';
import { LINE_HEIGHT } from './theme.ts';

/** Between the title and the graph. */
const HEAD_GAP = 12;
const TITLE_GAP = 3;

/**
 * Draws a computation graph as small as its layout allows, at most as wide as its box.
 *
 * @param ratio pixels to a CSS pixel
 */
export async function graphRaster(drawing: GraphDrawing, box: Size, theme: Theme, ratio: number): Promise<Raster> {
  const { svg, size } = await graphSvg(drawing, box, theme);
  return svgRaster(svg, size, ratio);
}

/** The drawing as SVG, and its size in CSS pixels. */
export async function graphSvg(
  drawing: GraphDrawing,
  box: Size,
  theme: Theme,
): Promise<{ readonly svg: string; readonly size: Size }> {
  const colours = graphColours(theme);
  const head = headOf(drawing, box.width - 2 * MARGIN);
  const room = { width: box.width - 2 * MARGIN, height: box.height - 2 * MARGIN - HEAD_GAP - head.height };
  const layout = await layoutGraph(drawing, room);
  const widest = Math.max(layout.width, ...(drawing.room === undefined ? [head.width] : [room.width]));
  const width = Math.ceil(widest + 2 * MARGIN);
  const height = Math.ceil(head.height + HEAD_GAP + layout.height + 2 * MARGIN);
  const origin = { x: (width - layout.width) / 2, y: MARGIN + head.height + HEAD_GAP };
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, 'font-family': 'Inter, DejaVu Sans' },
    element('rect', { width, height, fill: colours.background }),
    headElements(head, colours),
    element('g', { transform: `translate(${origin.x} ${origin.y})` }, ...graphElements(drawing, layout, colours)),
  );
  return { svg, size: { width, height } };
}

interface Head extends Size {
  readonly title: readonly string[];
  readonly subtitle: readonly string[];
  readonly subtitleSize: number;
}

/** The lines above the graph, broken where they are longer than `room` pixels. */
function headOf({ title, subtitle, room }: GraphDrawing, width: number): Head {
  const titleLines = wrap(title, width, GRAPH_TITLE_SIZE, 'bold');
  const subtitleSize = room === undefined ? SUBTITLE_SIZE : CAPTION_SIZE;
  const subtitleLines = subtitle.flatMap((line) => wrap(line, width, subtitleSize));
  const lines = Math.max(subtitleLines.length, room ?? 0);
  return {
    title: titleLines,
    subtitle: subtitleLines,
    subtitleSize,
    width: Math.max(
      ...titleLines.map((line) => textWidth(line, GRAPH_TITLE_SIZE, 'bold')),
      ...subtitleLines.map((line) => textWidth(line, subtitleSize)),
    ),
    height: LINE_HEIGHT * (titleLines.length * GRAPH_TITLE_SIZE + lines * subtitleSize) + TITLE_GAP,
  };
}

function headElements({ title, subtitle, subtitleSize }: Head, { title: titleColour, text }: GraphColours): string {
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

/** Arrows first: cards and operations stand over their ends. */
function graphElements({ cards, operations }: GraphDrawing, layout: Layout, colours: GraphColours): string[] {
  const marked = new Set(cards.filter(({ mark }) => mark === 'active').map(({ id }) => id));
  const arrows = operations.flatMap(({ symbol, operands, active = false }, i) => {
    const ways = layout.arrows[i] as Layout['arrows'][number];
    const draw = (curve: Curve, backward: boolean): string =>
      arrow(curve, {
        colour: backward ? colours.grad : colours.line,
        width: backward ? THICK : THIN,
        dashed: symbol === undefined,
        backward,
      });
    // No gradient flows to a constant.
    const inputs = ways.operands.map((curve, k) => draw(curve, active && marked.has(operands[k] as number)));
    return ways.result === undefined ? inputs : [...inputs, draw(ways.result, active)];
  });
  return [
    ...arrows,
    ...operations.flatMap((operation, i) => {
      const at = layout.operations[i];
      return at === undefined ? [] : [operationElement(operation, at, colours)];
    }),
    ...cards.map((card, i) => cardElement(card, layout.form, layout.cards[i] as Pixel, colours)),
  ];
}
