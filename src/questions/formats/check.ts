import { Random } from '../../engine/random.ts';
import { isMisconception, MISCONCEPTIONS } from '../../tutor/misconceptions/index.ts';
import { sameWords } from '../grading/words.ts';
import { hash } from '../hash.ts';
import { cleanLine, cleanText, toNodes } from '../markup.ts';
import { OWN } from '../own.ts';
import { LEVELS, type Level, type Option, type Question, questionSchema, type Typed } from '../question.ts';
import type { Mistakes, WrittenOption, WrittenQuestion } from './written.ts';

/** With six options, all that belongs to a question fits one message on every platform. */
const MAX_PROMPT = 1000;
const MAX_EXPLANATION = 1000;
const MAX_HINT = 500;
const MAX_FEEDBACK = 300;
const MAX_MISCONCEPTION = 60;
/** What fits on a button everywhere. */
const MAX_OPTION = 60;
const MAX_OPTIONS = 6;
const MAX_ACCEPTED = 20;
const MAX_ACCEPTED_LENGTH = 200;

/** What a question says, as a question; undefined if something is wrong with it, which stands in `mistakes` then. */
export function checkWritten(question: WrittenQuestion, mistakes: Mistakes): Question | undefined {
  const before = mistakes.count;
  const add = (line: number, what: string): void => mistakes.add(line, what);
  const prompt = cleanText(question.prompt);
  if (prompt === '') add(question.line, 'This question has no text.');
  atMost(prompt, MAX_PROMPT, 'The text of this question', question.line, mistakes);
  const hint = cleanText(question.hint ?? '');
  atMost(hint, MAX_HINT, 'The hint', question.line, mistakes);
  const explanation = cleanText(question.explanation ?? '');
  atMost(explanation, MAX_EXPLANATION, 'The explanation', question.line, mistakes);
  const level = readLevel(question, mistakes);
  const options = question.options.map((option) => readOption(option, mistakes));
  checkOptions(question, options, mistakes);
  const typed = typedOf(question, options, mistakes);
  if (mistakes.count > before) return undefined;
  const seed = hash(prompt);
  const shown = options.length > 0 && typed !== undefined ? [rightOf(typed, options), ...wrongOf(options)] : options;
  return questionSchema.parse({
    type: OWN,
    level,
    seed,
    prompt: toNodes(prompt),
    options: question.ordered ? shown : new Random(seed).shuffled(shown),
    typed,
    hint: toNodes(hint),
    explanation: toNodes(explanation),
  });
}

const wrongOf = (options: readonly Option[]): Option[] => options.filter(({ right }) => !right);

function atMost(text: string, limit: number, what: string, line: number, mistakes: Mistakes): void {
  if (text.length > limit) mistakes.add(line, `${what} has ${text.length} characters; ${limit} fit.`);
}

function readLevel({ level: written, line, levelLine = line }: WrittenQuestion, mistakes: Mistakes): Level {
  if (written === undefined || written.trim() === '') return 1;
  const level = LEVELS.find((one) => String(one) === written.trim());
  if (level === undefined)
    mistakes.add(levelLine, `The level is 1, 2, 3, 4 or 5, not \`${cleanLine(written).slice(0, 20)}\`.`);
  return level ?? 1;
}

function readOption(
  { text: written, right, line, feedback, misconception }: WrittenOption,
  mistakes: Mistakes,
): Option {
  const text = cleanLine(written);
  if (text === '') mistakes.add(line, 'This option is empty.');
  atMost(text, MAX_OPTION, 'This option', line, mistakes);
  const said = cleanLine(feedback ?? '');
  atMost(said, MAX_FEEDBACK, 'The feedback', line, mistakes);
  const bug = cleanLine(misconception ?? '');
  atMost(bug, MAX_MISCONCEPTION, 'The misconception', line, mistakes);
  if (bug !== '' && right) mistakes.add(line, 'The right option has a misconception.');
  return { text, right, bugs: bug === '' ? [] : [knownAs(bug)], ...(said !== '' && { feedback: said }) };
}

/** The name of a misconception that Chainrule knows by its name or its title; else the teacher's own words. */
function knownAs(written: string): string {
  const name = written.toLowerCase().replaceAll(' ', '-');
  if (isMisconception(name)) return name;
  const known = Object.entries(MISCONCEPTIONS).find(([, { title }]) => sameWords(title, written));
  // `+` joins the names of misconceptions in an answer note.
  return known?.[0] ?? written.replaceAll('+', '＋');
}

function checkOptions({ line, number, accept }: WrittenQuestion, options: readonly Option[], mistakes: Mistakes): void {
  const typed = number !== undefined || accept !== undefined;
  const right = options.filter((option) => option.right).length;
  const count = options.length + (typed ? 1 : 0);
  if (number !== undefined && accept !== undefined) {
    mistakes.add(line, 'The answer is either a number or a text: give one of `number` and `accept`.');
  }
  if (typed && right > 0)
    mistakes.add(line, 'The right answer is given twice: beside it, only wrong options can stand.');
  if (!typed && options.length < 2) mistakes.add(line, 'A question needs two options at least, one of them right.');
  if (count > MAX_OPTIONS) mistakes.add(line, `There are ${count} options; ${MAX_OPTIONS} fit.`);
  if (!typed && options.length >= 2 && right === 0) mistakes.add(line, 'None of the options is marked as right.');
  if (!typed && right > 1) mistakes.add(line, `${right} options are marked as right; it can be only one.`);
  const texts = options.map(({ text }) => text);
  const twice = texts.find((text, i) => text !== '' && texts.indexOf(text) < i);
  if (twice !== undefined) mistakes.add(line, `Two options are \`${twice.replaceAll('`', "'")}\`.`);
}

function typedOf(question: WrittenQuestion, options: readonly Option[], mistakes: Mistakes): Typed | undefined {
  const { number, accept, line } = question;
  const traps = wrongOf(options).map(({ text, bugs, feedback }) => ({ text, bugs, ...(feedback && { feedback }) }));
  if (number !== undefined) {
    const { value, tolerance } = number;
    if (traps.some(({ text }) => Math.abs(Number(text.replace('−', '-')) - value) <= tolerance)) {
      mistakes.add(line, `A wrong option is within the tolerance of ${value}.`);
    }
    return { kind: 'number', value, tolerance, traps };
  }
  if (accept === undefined) return undefined;
  const accepted = accept.map(cleanLine).filter((text) => text !== '');
  if (accepted.length === 0) mistakes.add(line, 'There is no right answer.');
  if (accepted.length > MAX_ACCEPTED)
    mistakes.add(line, `There are ${accepted.length} right texts; ${MAX_ACCEPTED} fit.`);
  for (const text of accepted) atMost(text, MAX_ACCEPTED_LENGTH, 'A right text', line, mistakes);
  if (traps.length > 0)
    atMost(accepted[0] ?? '', MAX_OPTION, 'The first right text stands on a button: it', line, mistakes);
  if (traps.some(({ text }) => accepted.some((right) => sameWords(text, right)))) {
    mistakes.add(line, 'A wrong option is one of the right texts.');
  }
  return { kind: 'words', accepted, traps };
}

function rightOf(typed: Typed, options: readonly Option[]): Option {
  const text =
    typed.kind === 'number' ? String(typed.value) : typed.kind === 'words' ? (typed.accepted[0] as string) : '';
  return options.find(({ right }) => right) ?? { text, right: true, bugs: [] };
}
