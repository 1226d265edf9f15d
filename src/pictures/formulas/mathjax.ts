import { MathJaxNewcmFont } from '@mathjax/mathjax-newcm-font/js/svg.js';
import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js';
import type { MmlNode } from '@mathjax/src/js/core/MmlTree/MmlNode.js';
import { MmlMath } from '@mathjax/src/js/core/MmlTree/MmlNodes/math.js';
import type { MmlMo } from '@mathjax/src/js/core/MmlTree/MmlNodes/mo.js';
import { RegisterHTMLHandler } from '@mathjax/src/js/handlers/html.js';
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/js/input/tex/base/BaseConfiguration.js';
import '@mathjax/src/js/input/tex/color/ColorConfiguration.js';
import '@mathjax/src/js/input/tex/configmacros/ConfigMacrosConfiguration.js';
import { TeX } from '@mathjax/src/js/input/tex.js';
import { mathjax } from '@mathjax/src/js/mathjax.js';
import { SVG } from '@mathjax/src/js/output/svg.js';
// Letters that are rare are in files of the package, which are loaded when they are met.
import '@mathjax/src/js/util/asyncLoad/esm.js';
import { LRUCache } from 'lru-cache';
import { SMALLEST } from './size.ts';

/** A formula as it is typeset. Lengths are in thousandths of its font size, from the start of its first line's baseline. */
export interface Typeset {
  /** The content of an SVG element, in `currentColor`, and `upstream` and `local` where these colours are to stand. */
  readonly svg: string;
  readonly width: number;
  readonly ascent: number;
  readonly descent: number;
  /** Has it several lines? Then nothing stands behind it. */
  readonly broken: boolean;
}

/** Any: MathJax measures in pixels only for what it compares with the page around it. */
const EM = 16;
/** Letters of SVG that are kept: the same parts come again in a picture, in its other theme, and for the next who asks. */
const KEPT = 4_000_000;

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

const tex = new TeX({
  packages: ['base', 'ams', 'color', 'configmacros'],
  macros: {
    upstream: ['\\textcolor{upstream}{#1}', 1],
    local: ['\\textcolor{local}{#1}', 1],
    result: ['\\boxed{#1}', 1],
  },
  formatError: (_: unknown, error: Error) => {
    throw error;
  },
});
tex.postFilters.add((found) => prepare((found as { data: { root: MmlNode } }).data.root));

// Powers of powers would be set ever smaller. All nodes look there for what they have no value of their own for.
MmlMath.defaults['scriptminsize'] = `${SMALLEST}em`;

/** Says where a line may end: in a product only where there is no sum, in a number never. */
function prepare(root: MmlNode): void {
  root.walkTree((node) => {
    const sign = node.isKind('mo') ? (node as MmlMo).getText() : '';
    if (sign === '⋅') node.attributes.set('linebreak', 'badbreak');
    if (sign === '×') node.attributes.set('linebreak', 'nobreak');
  });
}

const output = new SVG({
  fontData: MathJaxNewcmFont,
  fontCache: 'none',
  displayOverflow: 'linebreak',
  displayAlign: 'left',
  displayIndent: '0',
  linebreaks: { inline: false, width: '100%', lineleading: 0.25 },
});
const typesetting = mathjax.document('', { InputJax: tex, OutputJax: output });

const known = new LRUCache<string, Typeset>({
  maxSize: KEPT,
  sizeCalculation: ({ svg }, key) => svg.length + key.length,
});

/** Letters of LaTeX: more takes seconds, or has no room in MathJax. */
const MAX_LATEX = 5000;

/** A side that is boxed as a whole. */
const BOXED = /^(.*)\\result\{(.*)\}$/s;

/**
 * Typesets LaTeX with `amsmath` and the macros `\upstream`, `\local` and `\result`.
 *
 * @param most in font sizes: what is wider is broken, at `=` and `+` if there are any; a box that is wider goes
 * @throws Error where it is no LaTeX, or far too long
 */
export async function typeset(latex: string, most: number): Promise<Typeset> {
  const whole = await typesetOnce(latex, most);
  const bare = latex.replace(BOXED, '$1$2');
  return whole.width > most * 1000 && bare !== latex ? typesetOnce(bare, most) : whole;
}

/** The same as it stands in running text, in one line. */
export const typesetInText = (latex: string): Promise<Typeset> => typesetOnce(latex, ANY_WIDTH, false);

/** In running text no line is broken, so any width will do. */
const ANY_WIDTH = 80;

async function typesetOnce(latex: string, most: number, display = true): Promise<Typeset> {
  if (latex.length > MAX_LATEX) throw new Error(`LaTeX of ${latex.length} letters; ${MAX_LATEX} can be typeset`);
  const key = `${display ? most : 'text'} ${latex}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const node = await typesetting.convertPromise(latex, {
    display,
    em: EM,
    ex: EM / 2,
    containerWidth: (display ? most : ANY_WIDTH) * EM,
  });
  const made = read(adaptor.innerHTML(node));
  known.set(key, made);
  return made;
}

function read(html: string): Typeset {
  const [, head = '', content = ''] = /^<svg([^>]*)>(.*)<\/svg>$/s.exec(html) ?? [];
  const [, top, width, height] = (/viewBox="([^"]*)"/.exec(head)?.[1] ?? '').split(' ').map(Number) as number[];
  if (top === undefined || width === undefined || height === undefined) throw new Error(`no SVG: ${html.slice(0, 80)}`);
  // What MathJax notes for its menus is of no use here, and a page may forbid styles of elements.
  const svg = content.replace(/ (?:data-[\w-]+|style|role|focusable|aria-hidden)="[^"]*"/g, '');
  return { svg, width, ascent: -top, descent: height + top, broken: content.includes('data-mjx-linebox') };
}
