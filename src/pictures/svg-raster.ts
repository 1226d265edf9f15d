import { Resvg } from '@resvg/resvg-js';
import { FONT_FILES } from './fonts.ts';
import type { Size } from './geometry.ts';
import type { Raster } from './raster.ts';

/** No picture is wider or higher than this, in pixels: what people type decides how large a graph is. */
const MAX_PIXELS = 1600;

/** Draws SVG with the bundled fonts only, so that it looks the same on every machine. */
export function svgRaster(svg: string, { width, height }: Size, ratio: number): Raster {
  const zoom = Math.min(ratio, MAX_PIXELS / width, MAX_PIXELS / height);
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: { loadSystemFonts: false, fontFiles: [...FONT_FILES], defaultFontFamily: 'Inter' },
  }).render();
  return { width: image.width, height: image.height, data: image.pixels };
}
