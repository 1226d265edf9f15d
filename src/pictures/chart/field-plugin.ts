import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Chart, Plugin, Scale } from 'chart.js';
import type { HeatMap } from '../../reply/document.ts';
import { mixed, type Rgb, toRgb } from '../colours.ts';
import type { Box } from '../geometry.ts';
import { share, unpackClasses, unpackStrokes, unpackValues } from './heat-map.ts';

const LINE_WIDTH = 2.5;
/** How much of a colour is mixed into the background at the ends of the scale: points in full colour stand out. */
const SHADE = 0.28;

let tile: Canvas | undefined;

/** A Chart.js plugin that draws heat maps and their contour lines under the points, each over the area of its axes. */
export const fieldPlugin = (maps: readonly HeatMap[], background: string): Plugin => ({
  id: 'field',
  beforeDatasetsDraw(chart) {
    const ctx = chart.ctx as unknown as SKRSContext2D;
    for (const map of maps) {
      const area = areaOf(chart, map);
      ctx.save();
      ctx.beginPath();
      ctx.rect(area.left, area.top, area.width, area.height);
      ctx.clip();
      paint(ctx, map, area, background);
      strokeLine(ctx, map, area);
      ctx.restore();
    }
  },
});

function areaOf({ scales }: Chart, { xAxis, yAxis }: HeatMap): Box {
  const [x, y] = [scales[xAxis] as Scale, scales[yAxis] as Scale];
  return { left: x.left, top: y.top, width: x.width, height: y.height };
}

/** Values stand at the crossings of a grid whose outermost lines are the edges of the area. */
const cellOf = ({ columns, rows }: HeatMap, { width, height }: Box) => ({
  width: width / (columns - 1),
  height: height / (rows - 1),
});

function paint(ctx: SKRSContext2D, map: HeatMap, area: Box, background: string): void {
  const { columns, rows } = map;
  tile ??= createCanvas(columns, rows);
  tile.width = columns;
  tile.height = rows;
  const tileContext = tile.getContext('2d');
  const image = tileContext.createImageData(columns, rows);
  const paper = toRgb(background);
  const shade = shadesOf(map, paper);
  for (const [i, value] of unpackValues(map).entries()) {
    const row = rows - 1 - Math.floor(i / columns);
    image.data.set([...shade(value, i), 255], 4 * (row * columns + (i % columns)));
  }
  tileContext.putImageData(image, 0, 0);
  // A pixel of the image is centred on its crossing: the outer ones reach half a cell beyond the edge.
  const cell = cellOf(map, area);
  ctx.imageSmoothingEnabled = true;
  ctx.drawImage(tile, area.left - cell.width / 2, area.top - cell.height / 2, columns * cell.width, rows * cell.height);
}

/** The colours of a map by its values, and by their places where it is one of classes. */
function shadesOf(map: HeatMap, paper: Rgb): (value: number | undefined, i: number) => Rgb {
  const { colours } = map;
  const classes = unpackClasses(map);
  if ('low' in colours) {
    const [low, high] = [toRgb(colours.low), toRgb(colours.high)];
    return (value) => shadeOf(value, paper, low, high);
  }
  const hues = colours.classes.map(toRgb);
  return (value, i) =>
    value === undefined ? paper : mixed(paper, hues[classes?.[i] ?? 0] ?? paper, SHADE * share(value));
}

/** The colour of a value: towards either end of the scale the background takes on that end's colour. */
export function shadeOf(value: number | undefined, paper: Rgb, low: Rgb, high: Rgb): Rgb {
  if (value === undefined) return paper;
  const position = 2 * share(value) - 1;
  const colour = position < 0 ? low : high;
  return mixed(paper, colour, SHADE * Math.abs(position));
}

function strokeLine(ctx: SKRSContext2D, map: HeatMap, { left, top, width, height }: Box): void {
  ctx.strokeStyle = map.colours.line;
  ctx.lineWidth = LINE_WIDTH;
  ctx.lineCap = 'round';
  ctx.beginPath();
  for (const [x1, y1, x2, y2] of unpackStrokes(map)) {
    ctx.moveTo(left + x1 * width, top + (1 - y1) * height);
    ctx.lineTo(left + x2 * width, top + (1 - y2) * height);
  }
  ctx.stroke();
}
