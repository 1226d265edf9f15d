import { Path2D, type SKRSContext2D } from '@napi-rs/canvas';
import { Parser } from 'htmlparser2';
import { emptyCanvas, rasterOf } from './canvas.ts';
import type { Size } from './geometry.ts';
import type { Raster } from './raster.ts';
import { fewShades } from './shades.ts';

/** No picture is wider or higher than this, in pixels: what people type decides how large a graph is. */
const MAX_PIXELS = 1600;
const FONTS = '"Bundled Inter", "Bundled DejaVu"';

const PAINTS = ['color', 'fill', 'stroke'] as const;

type Attributes = Readonly<Record<string, string>>;

/** What an element takes over from the one around it, where it has none of its own. */
const INHERITED = [
  'color',
  'fill',
  'stroke',
  'stroke-width',
  'stroke-linejoin',
  'stroke-dasharray',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

type Style = Readonly<Partial<Record<(typeof INHERITED)[number], string>>>;

const INITIAL: Style = { color: '#000', fill: '#000', stroke: 'none', 'stroke-width': '1', 'font-size': '16' };

/**
 * Draws the SVG that our pictures and MathJax make, and no other, with the bundled fonts only, so that it looks the same
 * on every machine. Letters that one font lacks are taken from the next.
 *
 * @param size of the SVG
 * @param ratio pixels to a unit of the SVG, where the picture does not get too large
 * @throws Error for an element or a transformation that is not drawn
 */
export function svgRaster(svg: string, { width, height }: Size, ratio: number): Raster {
  const zoom = Math.min(ratio, MAX_PIXELS / width, MAX_PIXELS / height);
  const canvas = emptyCanvas(Math.round(width * zoom), Math.round(height * zoom));
  const context = canvas.getContext('2d');
  context.scale(canvas.width / width, canvas.height / height);
  const colours = new Set<string>();
  const styles: Style[] = [INITIAL];
  const moved: boolean[] = [];
  let text: { readonly attributes: Attributes; content: string } | undefined;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const style = styleOf(attributes, styles.at(-1) as Style);
        for (const key of PAINTS) if (style[key] !== undefined) colours.add(style[key]);
        styles.push(style);
        const steps = attributes['transform']?.match(/\w+\([^)]*\)/g) ?? [];
        // All else is set anew for whatever is drawn.
        moved.push(steps.length > 0);
        if (steps.length > 0) context.save();
        for (const step of steps) transform(context, step);
        if (name === 'text') text = { attributes, content: '' };
        else draw(context, name, attributes, style);
      },
      ontext(content) {
        if (text !== undefined) text.content += content;
      },
      onclosetag(name) {
        const style = styles.pop() as Style;
        if (name === 'text' && text !== undefined) {
          write(context, text.content, text.attributes, style);
          text = undefined;
        }
        if (moved.pop()) context.restore();
      },
    },
    { xmlMode: true },
  );
  parser.end(svg);
  return { ...rasterOf(canvas), shadeOf: fewShades(colours) };
}

function styleOf(attributes: Attributes, around: Style): Style {
  const own = INHERITED.filter((name) => attributes[name] !== undefined);
  return own.length === 0 ? around : { ...around, ...Object.fromEntries(own.map((name) => [name, attributes[name]])) };
}

function transform(context: SKRSContext2D, step: string): void {
  const [x = 0, y] = numbers(step);
  if (step.startsWith('translate')) context.translate(x, y ?? 0);
  else if (step.startsWith('scale')) context.scale(x, y ?? x);
  else throw new Error(`no transformation "${step}" is drawn`);
}

/** The element's outline; undefined for one that only holds others. */
function outlineOf(name: string, attributes: Attributes): Path2D | undefined {
  const at = (key: string): number => Number(attributes[key] ?? 0);
  const path = new Path2D();
  switch (name) {
    case 'svg':
    case 'g':
      return undefined;
    case 'path':
      return new Path2D(attributes['d'] ?? '');
    case 'rect': {
      const [width, height] = [at('width'), at('height')];
      const radius = Math.min(at('rx'), width / 2, height / 2);
      if (radius === 0) path.rect(at('x'), at('y'), width, height);
      else path.roundRect(at('x'), at('y'), width, height, radius);
      return path;
    }
    case 'circle':
      path.arc(at('cx'), at('cy'), at('r'), 0, 2 * Math.PI);
      return path;
    case 'line':
      path.moveTo(at('x1'), at('y1'));
      path.lineTo(at('x2'), at('y2'));
      return path;
    case 'polyline':
    case 'polygon': {
      const places = numbers(attributes['points'] ?? '');
      for (let i = 0; i < places.length; i += 2) path.lineTo(places[i] as number, places[i + 1] as number);
      if (name === 'polygon') path.closePath();
      return path;
    }
    default:
      throw new Error(`no <${name}> is drawn`);
  }
}

function draw(context: SKRSContext2D, name: string, attributes: Attributes, style: Style): void {
  const outline = outlineOf(name, attributes);
  if (outline === undefined) return;
  const [fill, stroke] = [paint(style.fill, style), paint(style.stroke, style)];
  if (fill !== undefined) {
    context.fillStyle = fill;
    context.fill(outline);
  }
  const width = Number(style['stroke-width']);
  if (stroke === undefined || width === 0) return;
  context.strokeStyle = stroke;
  context.lineWidth = width;
  context.lineJoin = style['stroke-linejoin'] === 'round' ? 'round' : 'miter';
  context.setLineDash(numbers(style['stroke-dasharray'] ?? ''));
  context.stroke(outline);
}

function write(context: SKRSContext2D, content: string, { x = '0', y = '0' }: Attributes, style: Style): void {
  const fill = paint(style.fill, style);
  if (fill === undefined) return;
  context.fillStyle = fill;
  context.font = `${style['font-weight'] ?? '400'} ${Number(style['font-size'])}px ${FONTS}`;
  const anchor = style['text-anchor'];
  context.textAlign = anchor === 'middle' ? 'center' : anchor === 'end' ? 'right' : 'left';
  context.fillText(content, Number(x), Number(y));
}

const paint = (colour: string | undefined, { color }: Style): string | undefined =>
  colour === 'none' ? undefined : colour === 'currentColor' ? color : colour;

const numbers = (list: string): number[] => list.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/gi)?.map(Number) ?? [];
