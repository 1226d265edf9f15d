/** The colours of the style sheet that are drawn with. */
const NAMES = /** @type {const} */ ([
  'page',
  'card',
  'text',
  'quiet',
  'line',
  'edge',
  'accent',
  'low',
  'high',
  'class-blue',
  'class-orange',
  'class-green',
  'class-pink',
  'class-yellow',
  'class-red',
  'class-purple',
  'class-turquoise',
]);

/** @typedef {Record<(typeof NAMES)[number], string>} Colours */

/** @type {Colours | undefined} */
let known;

/**
 * The colours of the page in its present theme, as `rgb(…)`.
 *
 * @returns {Colours}
 */
export function colours() {
  if (known !== undefined) return known;
  const probe = document.createElement('span');
  document.body.append(probe);
  const read = (/** @type {string} */ name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  known = /** @type {Colours} */ (Object.fromEntries(NAMES.map((name) => [name, read(name)])));
  probe.remove();
  return known;
}

/**
 * Calls when the theme has changed.
 *
 * @param {() => void} changed
 */
export function onTheme(changed) {
  const forget = () => {
    known = undefined;
    changed();
  };
  new MutationObserver(forget).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', forget);
}

/**
 * The channels of a colour.
 *
 * @param {string} colour such as `rgb(1, 2, 3)`
 * @returns {[number, number, number]}
 */
export function channels(colour) {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

/** A canvas that is as sharp as the screen, and is drawn in CSS pixels. */
export class Surface {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {() => void} resized
   */
  constructor(canvas, resized) {
    this.canvas = canvas;
    this.width = 0;
    this.height = 0;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser draws nothing.');
    this.context = context;
    new ResizeObserver(() => {
      this.width = canvas.clientWidth;
      this.height = canvas.clientHeight;
      const ratio = devicePixelRatio || 1;
      canvas.width = Math.round(this.width * ratio);
      canvas.height = Math.round(this.height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      resized();
    }).observe(canvas);
  }

  /**
   * Everything anew.
   *
   * @param {(context: CanvasRenderingContext2D, width: number, height: number) => void} work
   */
  draw(work) {
    const { context, width, height } = this;
    if (width === 0) return;
    context.clearRect(0, 0, width, height);
    context.save();
    context.font = '13px system-ui, sans-serif';
    work(context, width, height);
    context.restore();
  }

  /**
   * The canvas for those who do not see it.
   *
   * @param {string} text
   */
  describe(text) {
    this.canvas.setAttribute('aria-label', text);
  }
}

/**
 * Round numbers between two, about as many as wanted.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} count
 * @returns {number[]}
 */
export function ticks(low, high, count) {
  const rough = (high - low) / count;
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

/**
 * A number as a person reads it: four digits, and a true minus.
 *
 * @param {number} value
 * @param {number} [digits]
 * @returns {string}
 */
export function shown(value, digits = 4) {
  if (!Number.isFinite(value)) return 'too large';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 1e6 || size < 1e-4 ? value.toExponential(digits - 2) : String(Number(value.toPrecision(digits)));
  return text.replaceAll('-', '−').replace('e+', 'e');
}
