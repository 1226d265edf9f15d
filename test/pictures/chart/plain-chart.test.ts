import { createCanvas } from '@napi-rs/canvas';
import { Chart, type ChartConfiguration, registerables } from 'chart.js';
import { describe, expect, it } from 'vitest';
import { contentOf, toQuickChart } from '../../../src/pictures/chart/quickchart.ts';
import { registerFonts } from '../../../src/pictures/fonts.ts';
import { COLOURS } from '../../../src/pictures/theme.ts';
import type { Picture } from '../../../src/reply/document.ts';
import { chartOf, lossPicture, neverZeroed, trackedPicture, zeroed } from '../../figures/training/records.ts';

// Nothing of ours, and no plugin: what a server has.
Chart.register(...registerables);
registerFonts();

type Plain = ChartConfiguration & { data: { datasets: { label: string; borderColor: string }[] } };

const plainOf = ({ width, height, ...picture }: Picture): Plain => {
  const chart = chartOf({ width, height, ...picture });
  return contentOf(toQuickChart({ chart, width, height }, 'dark')).chart as unknown as Plain;
};

/** Draws a configuration with Chart.js alone; gives the texts that it writes, and how many pixels have a colour. */
function drawn(config: Plain): { texts: string[]; pixels: (colour: string) => number } {
  const canvas = createCanvas(800, 450);
  const context = canvas.getContext('2d');
  const texts: string[] = [];
  const fillText = context.fillText.bind(context);
  context.fillText = (text, ...at) => {
    texts.push(text);
    fillText(text, ...at);
  };
  const chart = new Chart(canvas as never, {
    ...config,
    options: { ...config.options, animation: false, responsive: false, devicePixelRatio: 1 },
  });
  const { data } = context.getImageData(0, 0, 800, 450);
  chart.destroy();
  const pixels = (colour: string): number => {
    const rgb = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
    let count = 0;
    for (let i = 0; i < data.length; i += 4)
      if (rgb.every((part, k) => Math.abs(part - (data[i + k] ?? 0)) < 12)) count++;
    return count;
  };
  return { texts, pixels };
}

const without = (config: Plain, name: RegExp): Plain => ({
  ...config,
  data: { datasets: config.data.datasets.filter(({ label }) => !name.test(String(label))) } as Plain['data'],
});

const PICTURES: [string, Picture][] = [
  ['the loss', lossPicture([zeroed, neverZeroed], 'A title')],
  ['the tracked weight', trackedPicture([zeroed, neverZeroed], 'layers[1].neurons[0].w[0]')],
];

describe.each(PICTURES)('%s drawn by Chart.js without any plugin', (_, picture) => {
  const config = plainOf(picture);
  const { texts, pixels } = drawn(config);

  it.each([
    ['stale gradient', COLOURS.green],
    ['✕ iteration 11', COLOURS.pink],
  ])('marks: %s', (name, colour) => {
    expect(texts.filter((text) => text.includes(name))).toHaveLength(1);
    const less = drawn(without(config, new RegExp(name)));
    // A dotted line over most of the height.
    expect(pixels(colour) - less.pixels(colour)).toBeGreaterThan(100);
    expect(less.texts.some((text) => text.includes(name))).toBe(false);
  });

  it('names both lines and says where they end', () => {
    for (const part of [/zeroed: −?[\d.]+$/, /never zeroed: −?[\d.]+$/])
      expect(texts.filter((text) => part.test(text)).length).toBeGreaterThan(0);
  });

  it('writes round ticks', () => {
    const ticks = texts.map((text) => text.replace('−', '-')).filter((text) => /^-?[\d.]+(e-?\d+)?$/.test(text));
    expect(ticks.length).toBeGreaterThan(8);
    for (const tick of ticks) expect(tick.replace(/e.*$/, '').replace(/[0.-]/g, '').length).toBeLessThan(3);
  });

  it('needs no plugin and no function', () => {
    expect(JSON.stringify(config)).not.toContain('annotation');
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  });
});

it('has powers of ten on a log axis', () => {
  const { texts } = drawn(plainOf(lossPicture([zeroed, neverZeroed], 'A title')));
  expect(texts).toEqual(expect.arrayContaining(['10', '1', '0.1', '0.01', '0.001']));
});
