import { outputText } from '../../derivation/steps.ts';
import { type Formula, format, formatNumber, type Graph } from '../../expression/index.ts';
import { GRAPH_TITLE_SIZE, GRAPH_WIDTH, MARGIN } from '../../pictures/graph/size.ts';
import { textWidth, wrap } from '../../pictures/text.ts';

/** A number with a real minus sign. */
export const typesetNumber = (text: string): string => text.replace(/^-/, '−');

/** A formula as it is printed: `a·b² − c` for `a*b^2 - c`. */
export const typesetFormula = (text: string): string =>
  text
    .replace(/\^([23])(?![\d.^])/g, (_, power: string) => (power === '2' ? '²' : '³'))
    .replaceAll('*', '·')
    .replaceAll('-', '−');

/** A name cut in its middle to about `letters`, as both ends may tell it from others. */
export function cutMiddle(name: string, letters: number): string {
  const all = [...name];
  if (all.length <= letters) return name;
  const kept = letters - 1;
  const head = Math.ceil(kept / 2);
  return `${all.slice(0, head).join('')}…${all.slice(all.length - (kept - head)).join('')}`;
}

/** Stands for a number that is not known. */
export const UNKNOWN = '?';
/** As in the table of all values; the text of the answer has all digits. */
const CARD_DIGITS = 4;

/** A number on a card; what is not finite is never shown as one. */
export const cardNumber = (value: number): string =>
  Number.isFinite(value) ? typesetNumber(formatNumber(value, CARD_DIGITS)) : UNKNOWN;

const MAX_LINES = 2;

/**
 * The formula and its value, as `L = (a·b + c)·f = −8`; the last operation alone where all is too long for a title.
 *
 * @param known is its value to be seen?
 */
export function graphTitle(formula: Formula, graph: Graph, before = '', known = true): string {
  const value = graph.tape.data[graph.output.id] as number;
  const end = known && Number.isFinite(value) ? ` =\u00A0${typesetNumber(formatNumber(value))}` : '';
  const title = (work: string): string => `${before}${graph.output.name}${work}${end}`;
  const candidates = [outputText(formula), format(graph.output.expression)].map((text) => ` = ${typesetFormula(text)}`);
  return title(candidates.find((work) => fits(title(work))) ?? '');
}

function fits(title: string): boolean {
  const room = GRAPH_WIDTH - 2 * MARGIN;
  const lines = wrap(title, room, GRAPH_TITLE_SIZE, 'bold');
  return lines.length <= MAX_LINES && lines.every((line) => textWidth(line, GRAPH_TITLE_SIZE, 'bold') <= room);
}
