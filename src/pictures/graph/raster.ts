import type { GraphDrawing, Theme } from '../../reply/document.ts';
import type { Pixel, Size } from '../geometry.ts';
import type { Raster } from '../raster.ts';
import { element } from '../svg.ts';
import { svgRaster } from '../svg-raster.ts';
import { type GraphColours, graphColours } from '../theme.ts';
import { arrow, middleOf } from './arrow.ts';
import { cardElement, crossElement, operationElement, THICK, THIN } from './card.ts';
import { headElements, headOf, roomBelow } from './head.ts';
import { layoutGraph } from './layout.ts';
import type { Curve, Layout } from './places.ts';
import { MARGIN } from './size.ts';

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
  const head = headOf(drawing);
  const room = roomBelow(head, box);
  const layout = await layoutGraph(drawing, room);
  const widest = Math.max(layout.width, ...(drawing.room === undefined ? [head.width] : [room.width]));
  const width = Math.ceil(widest + 2 * MARGIN);
  const height = Math.ceil(head.height + layout.height + 2 * MARGIN);
  const origin = { x: (width - layout.width) / 2, y: MARGIN + head.height };
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height },
    element('rect', { width, height, fill: colours.background }),
    headElements(head, colours),
    element('g', { transform: `translate(${origin.x} ${origin.y})` }, ...graphElements(drawing, layout, colours)),
  );
  return { svg, size: { width, height } };
}

/** Arrows first: cards and operations stand over their ends. */
function graphElements({ cards, operations }: GraphDrawing, layout: Layout, colours: GraphColours): string[] {
  const marked = new Set(cards.filter(({ mark }) => mark === 'active').map(({ id }) => id));
  const arrows = operations.flatMap(({ symbol, operands, active = false, wrong = [] }, i) => {
    const ways = layout.arrows[i] as Layout['arrows'][number];
    const draw = (curve: Curve, backward: boolean, mistaken = false): string =>
      arrow(curve, {
        colour: mistaken ? colours.error : backward ? colours.grad : colours.line,
        width: backward || mistaken ? THICK : THIN,
        dashed: symbol === undefined,
        backward: backward || mistaken,
      }) + (mistaken ? crossElement(middleOf(curve), colours) : '');
    // No gradient flows to a constant.
    const inputs = ways.operands.map((curve, k) =>
      draw(curve, active && marked.has(operands[k] as number), wrong.includes(k)),
    );
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
