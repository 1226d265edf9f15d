import { UserError } from '../../errors.ts';
import { counted } from '../../text.ts';
import { letterOf, optionMeant, optionsMeant, withoutSign } from '../letters.ts';
import { plainLine } from '../markup/spans.ts';
import type { Answer, Grade, Option, Question } from '../question.ts';
import { gradeExpression, isOppositeFormula } from './expression.ts';
import { gradeOf, unknownGrade } from './feedback.ts';
import { gradeNumber, numberOf, ROUNDING, readNumber } from './number.ts';
import { gradePairs } from './pairs.ts';
import { gradeSequence } from './sequence.ts';
import { gradeWords } from './short-answer.ts';

/**
 * What an answer is worth and what it says about the learner. Pure: the same answer always gets the same grade.
 *
 * @throws UserError for an answer that cannot be read: it says what, where and what to type instead, and nothing is
 * to be kept of it
 */
export function grade(question: Question, answer: Answer): Grade {
  switch (answer.kind) {
    case 'unknown':
      return unknownGrade(question.hint);
    case 'option':
      if (question.several) return gradeChosen(question, [answer.index]);
      return gradeOption(question, optionAt(question, answer.index));
    case 'options':
      return gradeChosen(question, answer.indices);
    case 'text':
      return gradeText(question, answer.text);
  }
}

/** The option that shows this very number. What is shown may be rounded further than what is typed has to be. */
const optionWith = (options: readonly Option[], value: number): Option | undefined =>
  options.find(({ text }) => Math.abs((readNumber(text) ?? Number.NaN) - value) <= ROUNDING * Math.abs(value));

function optionAt({ options }: Question, index: number): Option {
  const option = options[index];
  if (option !== undefined) return option;
  const letters = options.map((_, i) => letterOf(i)).join(', ');
  throw new UserError(`There is no option ${letterOf(index)}.`, {
    code: 'E_UNKNOWN_CHOICE',
    hint: options.length > 0 ? `The options are ${letters}.` : 'This question wants a typed answer.',
  });
}

function gradeOption({ typed }: Question, option: Option, remark?: string): Grade {
  const { right, text, bugs, weight, feedback, where } = option;
  return gradeOf({ right, bugs, weight, wrongSign: !right && isOpposite(typed, text), own: feedback, where, remark });
}

/** Three thirds, as Moodle writes them, are all of a point. */
const WHOLE = 1 - 1e-4;
/** What is worth a whole point together with something wrong, which its teacher gave no weight. */
const ALMOST_ALL = 0.99;

/** By Moodle's rule: the weights of all that are chosen, together, and never below 0. */
function gradeChosen(question: Question, indices: readonly number[]): Grade {
  const chosen = [...new Set(indices)].map((index) => optionAt(question, index));
  const rights = question.options.filter(({ right }) => right).length;
  const weightOf = ({ right, weight }: Option): number => weight ?? (right ? 1 / rights : -1 / rights);
  const sum = chosen.reduce((total, option) => total + weightOf(option), 0);
  const right = chosen.every((option) => option.right) && chosen.length === rights;
  const own = chosen.flatMap(({ feedback }) => feedback ?? []).join(' ') || undefined;
  if (right) return gradeOf({ right, bugs: [], own });
  const good = chosen.filter((option) => option.right).length;
  const wrong = chosen.length - good;
  const remark = `You chose ${good} of ${counted(rights, 'right option')}${wrong > 0 ? ` and ${counted(wrong, 'wrong one')}` : ''}.`;
  const bugs = chosen.flatMap((option) => option.bugs);
  // As Moodle has it, though not all that is right is chosen.
  if (wrong === 0 && sum >= WHOLE)
    return gradeOf({ right: true, bugs: [], own, remark: `${remark} That is worth the whole point.` });
  return gradeOf({ right, bugs, weight: Math.min(ALMOST_ALL, Math.max(0, sum)), own, remark });
}

/** Is an option the right answer but for its sign? */
function isOpposite(typed: Question['typed'], text: string): boolean {
  if (typed?.kind === 'expression') return isOppositeFormula(typed, text);
  if (typed?.kind !== 'number' || typed.value === 0) return false;
  const size = readNumber(text);
  return size !== undefined && Math.abs(size + typed.value) <= typed.tolerance;
}

function gradeText(question: Question, given: string): Grade {
  const { typed, options, several } = question;
  const chosen = several ? optionsMeant(question, given) : undefined;
  if (chosen !== undefined) return gradeChosen(question, chosen);
  const meant = optionMeant(question, given);
  const text = typed === undefined ? given : withoutSign(given);
  if (meant !== undefined) {
    const option = optionAt(question, meant);
    // A small letter may have been meant as a name of the graph.
    const letter = typed?.kind === 'number' && /^\s*[a-z]\s*$/.test(text);
    return gradeOption(
      question,
      option,
      letter ? `I read that as ${letterOf(meant)}: \`${plainLine(option.text)}\`.` : undefined,
    );
  }
  switch (typed?.kind) {
    case 'number': {
      const shown = optionWith(options, numberOf(text));
      return shown === undefined ? gradeNumber(typed, text) : gradeOption(question, shown);
    }
    case 'expression':
      return gradeExpression(typed, text);
    case 'sequence':
      return gradeSequence(typed, text);
    case 'pairs':
      return gradePairs(typed, text);
    case 'words':
      return gradeWords(typed, text);
    case undefined: {
      const last = letterOf(Math.max(0, options.length - 1));
      throw new UserError(`This is none of the options.`, {
        code: 'E_UNKNOWN_CHOICE',
        hint: several
          ? 'Type the letters of all that are right together, as in `AC`.'
          : `Type one of the letters A to ${last}.`,
      });
    }
  }
}
