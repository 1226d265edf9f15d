import { Chart } from 'chart.js';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { chartRaster } from '../../src/pictures/chart/raster.ts';
import { drawLocally } from '../../src/pictures/draw.ts';
import { COLOURS } from '../../src/pictures/theme.ts';
import { extremes, lossPicture, neverZeroed, trackedPicture, zeroed } from '../figures/training/records.ts';

const loss = lossPicture([zeroed, neverZeroed], 'Forgetting to zero: the loss sits at 8');
const tracked = trackedPicture([zeroed, neverZeroed], 'layers[1].neurons[0].w[0]');

afterEach(() => expect(Object.keys(Chart.instances)).toEqual([]));

describe.each([
  ['loss', loss],
  ['tracked', tracked],
])('drawing %s', (_, picture) => {
  it('gives an opaque PNG of twice the size, not too large for a chat', async () => {
    const png = await drawLocally(picture, 'dark');
    expect(Buffer.from(png.subarray(0, 8)).toString('hex')).toBe('89504e470d0a1a0a');
    expect(png.length).toBeLessThan(300_000);
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1600, height: 900, hasAlpha: false });
  });

  it('gives the same bytes each time', async () => {
    expect(Buffer.compare(await drawLocally(picture, 'dark'), await drawLocally(picture, 'dark'))).toBe(0);
  });
});

it('draws text', async () => {
  const title = (text: string) => drawLocally(lossPicture([zeroed], text), 'dark');
  expect(Buffer.compare(await title('up'), await title('down'))).not.toBe(0);
});

it.each(Object.entries(extremes))('draws %s on a solid background', async (_, runs) => {
  for (const picture of [lossPicture(runs, 'A title'), trackedPicture(runs, 'layers[0].neurons[0].b')]) {
    const { data, info } = await sharp(await drawLocally(picture, 'dark'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const corners = [0, info.width - 1, info.width * (info.height - 1), info.width * info.height - 1];
    for (const corner of corners) {
      const colour = data.subarray(corner * info.channels, corner * info.channels + 3).toString('hex');
      expect(`#${colour}`).toBe(COLOURS.background.toLowerCase());
    }
  }
});

it.each([
  ['iterations', 0, 3300, 500, [0, 500, 1000, 1500, 2000, 2500, 3000]],
  ['large inputs', -135, 1040, 500, [0, 500, 1000]],
  ['small inputs', -0.13, 1.04, 0.2, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ['round ends', -0.3, 0.6, 0.3, [-0.3, 0, 0.3, 0.6]],
])('has round ticks: %s', (_, min, max, stepSize, expected) => {
  const chart = {
    type: 'line',
    data: { datasets: [] },
    options: { scales: { x: { type: 'linear', min, max, ticks: { stepSize, includeBounds: false } } } },
  };
  let ticks: (number | undefined)[] = [];
  const spy = {
    id: 'spy',
    afterDraw: ({ scales }: Chart) => {
      ticks = scales['x']?.ticks.map(({ value }) => value) ?? [];
    },
  };
  chartRaster({ chart, width: 800, height: 450 }, 'dark', 1, [spy]);
  expect(ticks).toEqual(expected);
});

it('leaves no chart behind when a configuration cannot be drawn', async () => {
  const broken = {
    ...loss,
    drawing: { type: 'chart' as const, chart: { type: 'no-such-type', data: { datasets: [{ data: [1] }] } } },
  };
  await expect(drawLocally(broken, 'dark')).rejects.toThrow('no-such-type');
});
