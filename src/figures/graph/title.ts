import { outputText } from '../../derivation/result-text.ts';
import { type Formula, format, formatNumber, type Graph } from '../../expression/index.ts';
import { GRAPH_TITLE_SIZE, GRAPH_WIDTH, MARGIN } from '../../pictures/graph/size.ts';
import { textWidth, wrap } from '../../pictures/text.ts';
import { typesetFormula, typesetNumber } from './typeset.ts';

const MAX_LINES = 2;

/** The formula and its value, as `L = (a·b + c)·f = −8`; the last operation alone where all is too long for a title. */
export function graphTitle(formula: Formula, graph: Graph, before = ''): string {
  const value = graph.tape.data[graph.output.id] as number;
  const end = Number.isFinite(value) ? ` =\u00A0${typesetNumber(formatNumber(value))}` : '';
  const title = (work: string): string => `${before}${graph.output.name}${work}${end}`;
  const candidates = [outputText(formula), format(graph.output.expression)].map((text) => ` = ${typesetFormula(text)}`);
  return title(candidates.find((work) => fits(title(work))) ?? '');
}

function fits(title: string): boolean {
  const room = GRAPH_WIDTH - 2 * MARGIN;
  const lines = wrap(title, room, GRAPH_TITLE_SIZE, 'bold');
  return lines.length <= MAX_LINES && lines.every((line) => textWidth(line, GRAPH_TITLE_SIZE, 'bold') <= room);
}
