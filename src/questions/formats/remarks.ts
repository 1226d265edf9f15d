import { isMisconception, MISCONCEPTIONS } from '../../tutor/misconceptions/index.ts';
import { sameWords } from '../grading/words.ts';
import { plainLine } from '../markup/spans.ts';
import { cleanLine } from '../markup.ts';
import type { Option } from '../question.ts';
import { lineOf } from './texts.ts';
import type { Mistakes, WrittenRemarks } from './written.ts';

const MAX_FEEDBACK = 300;
const MAX_MISCONCEPTION = 60;

export function atMost(text: string, limit: number, what: string, line: number, mistakes: Mistakes): void {
  const { length } = plainLine(text);
  if (length > limit) mistakes.add(line, `${what} has ${length} characters; ${limit} fit.`);
}

/** What is said about an option or a typed answer. */
export function readRemarks(
  { line, weight, feedback, misconception }: WrittenRemarks,
  right: boolean,
  mistakes: Mistakes,
): Pick<Option, 'bugs' | 'feedback' | 'weight'> {
  const said = feedback === undefined ? '' : lineOf(feedback).text;
  atMost(said, MAX_FEEDBACK, 'The feedback', line, mistakes);
  const bugs = cleanLine(misconception ?? '')
    .split(' | ')
    .filter((bug) => bug !== '');
  for (const bug of bugs) atMost(bug, MAX_MISCONCEPTION, 'The misconception', line, mistakes);
  if (bugs.length > 0 && right) mistakes.add(line, 'The right option has a misconception.');
  if (weight !== undefined && Math.abs(weight) > 1)
    mistakes.add(line, 'A weight is a share of a point, from -100% to 100%.');
  return {
    bugs: bugs.map(knownAs),
    ...(said !== '' && { feedback: said }),
    ...(weight !== undefined && { weight: Number(weight.toFixed(7)) }),
  };
}

/** The name of a misconception that Chainrule knows by its name or its title; else the teacher's own words. */
function knownAs(written: string): string {
  const name = written.toLowerCase().replaceAll(' ', '-');
  if (isMisconception(name)) return name;
  const known = Object.entries(MISCONCEPTIONS).find(([, { title }]) => sameWords(title, written));
  // `+` joins the names of misconceptions in an answer note.
  return known?.[0] ?? written.replaceAll('+', '＋');
}
