import type { FormulasDrawing, Theme } from '../../reply/document.ts';
import type { Size } from '../geometry.ts';
import { type Head, headElements, headOf } from '../graph/head.ts';
import { MARGIN } from '../graph/size.ts';
import type { Raster } from '../raster.ts';
import { element } from '../svg.ts';
import { svgRaster } from '../svg-raster.ts';
import { type GraphColours, graphColours } from '../theme.ts';
import { type Layout, layoutEquations, type Placed } from './layout.ts';
import { typeset } from './mathjax.ts';
import { FORMULA_SIZE } from './size.ts';

/**
 * Draws equations as small as they allow, at most as wide and as high as their box.
 *
 * @param ratio pixels to a CSS pixel
 */
export async function formulasRaster(
  drawing: FormulasDrawing,
  box: Size,
  theme: Theme,
  ratio: number,
): Promise<Raster> {
  const { svg, size } = await formulasSvg(drawing, box, theme);
  return svgRaster(svg, size, ratio);
}

/** The drawing as SVG, and its size in CSS pixels. */
export async function formulasSvg(
  drawing: FormulasDrawing,
  box: Size,
  theme: Theme,
): Promise<{ readonly svg: string; readonly size: Size }> {
  const colours = graphColours(theme);
  const { head, layout } = await arranged(drawing, box);
  const width = Math.ceil(Math.max(head.width, layout.width) + 2 * MARGIN);
  const height = Math.ceil(head.height + layout.height + 2 * MARGIN);
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height },
    element('rect', { width, height, fill: colours.background }),
    headElements(head, colours),
    element(
      'g',
      { transform: `translate(${MARGIN} ${MARGIN + head.height})`, color: colours.title },
      ...layout.placed.map((one) => formulaElement(one, colours)),
    ),
  );
  return { svg, size: { width, height } };
}

/** The equations with the texts above, which say so where not all of them have room. */
async function arranged(
  { title, subtitle, equations, rest }: FormulasDrawing,
  { width, height }: Size,
): Promise<{ readonly head: Head; readonly layout: Layout }> {
  const arrange = async (lines: string[]) => {
    const head = headOf({ title, subtitle: lines });
    const room = { width: width - 2 * MARGIN, height: height - 2 * MARGIN - head.height };
    return { head, layout: await layoutEquations(equations, room, typeset) };
  };
  const all = await arrange(subtitle);
  const complete = all.layout.shown === equations.length && all.layout.whole;
  return complete || subtitle.includes(rest) ? all : arrange([...subtitle, rest]);
}

function formulaElement({ set, x, y }: Placed, colours: GraphColours): string {
  const scale = FORMULA_SIZE / 1000;
  const svg = set.svg.replaceAll('"upstream"', `"${colours.grad}"`).replaceAll('"local"', `"${colours.value}"`);
  return element('g', { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale})` }, svg);
}
