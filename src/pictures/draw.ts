import { setImmediate as turn } from 'node:timers/promises';
import type { Picture, StillDrawing, Theme } from '../reply/document.ts';
import { toPng } from './png.ts';
import { type Raster, release } from './raster.ts';
import { applyShades } from './shades.ts';
import { inTheme, PALETTES } from './theme.ts';

/** Pixels to a CSS pixel: sharp on screens with two to a point, and still small. */
const STILL_RATIO = 2;
/** A GIF has many frames; the texts of a graph need more pixels, the shades of a boundary would only cost bytes. */
const FRAME_RATIOS = { graph: 1.5, formulas: 1.5, matrix: 1.5, mastery: 1.5, shares: 1.5, chart: 1, field: 1 } as const;

/** What the encoder is told; charts have shades. */
const CONTENTS: Partial<Record<StillDrawing['type'], Parameters<typeof toPng>[1]>> = {
  graph: 'flat',
  formulas: 'fine',
};

/** Draws a picture. The same picture gives the same bytes, on every machine. */
export async function drawLocally(picture: Picture, theme: Theme): Promise<Uint8Array> {
  const { drawing, width, height } = picture;
  if (drawing.type === 'remote') {
    const { remotePng } = await import('./remote.ts');
    const box = { width: width * STILL_RATIO, height: height * STILL_RATIO };
    return remotePng(Buffer.from(drawing.data ?? '', 'base64'), box);
  }
  if (drawing.type !== 'animation')
    return toPng(await stillRaster(drawing, picture, theme, STILL_RATIO), CONTENTS[drawing.type]);
  const frames = [];
  for (const { drawing: frame, ms } of drawing.frames) {
    const raster = await stillRaster(frame, picture, theme, FRAME_RATIOS[frame.type]);
    applyShades(raster);
    frames.push({ raster, ms });
    // What the libraries hold is given back only when the event loop turns, and nothing else here waits for it.
    await turn();
  }
  try {
    const { toGif } = await import('./gif.ts');
    return toGif(frames);
  } finally {
    for (const { raster } of frames) release(raster);
  }
}

/** @param ratio pixels to a CSS pixel of `size` */
async function stillRaster(
  drawing: StillDrawing,
  { width, height }: Pick<Picture, 'width' | 'height'>,
  theme: Theme,
  ratio: number,
): Promise<Raster> {
  // Each library is loaded when it is needed: a process that draws its first picture is soon done with it.
  if (drawing.type === 'graph') {
    const { graphRaster } = await import('./graph/raster.ts');
    return graphRaster(drawing, { width, height }, theme, ratio);
  }
  if (drawing.type === 'formulas') {
    const { formulasRaster } = await import('./formulas/raster.ts');
    return formulasRaster(drawing, { width, height }, theme, ratio);
  }
  if (drawing.type === 'matrix') {
    const { matrixRaster } = await import('./matrix.ts');
    return matrixRaster(drawing, { width, height }, theme, ratio);
  }
  if (drawing.type === 'mastery') {
    const { masteryRaster } = await import('./mastery.ts');
    return masteryRaster(drawing, { width, height }, theme, ratio);
  }
  if (drawing.type === 'shares') {
    const { sharesRaster } = await import('./shares.ts');
    return sharesRaster(drawing, { width, height }, theme, ratio);
  }
  const { chartRaster } = await import('./chart/raster.ts');
  switch (drawing.type) {
    case 'chart':
      return chartRaster({ chart: drawing.chart, width, height }, theme, ratio);
    case 'field': {
      const { fieldPlugin } = await import('./chart/field-plugin.ts');
      const plugin = fieldPlugin(inTheme(drawing.maps, theme), PALETTES[theme].background);
      return chartRaster({ chart: drawing.chart, width, height }, theme, ratio, [plugin]);
    }
  }
}
