import { readDecimal } from '../../../text.ts';
import { asTyped } from '../gift/wildcards.ts';
import { plainOf } from '../texts.ts';
import {
  own,
  type WrittenOption,
  type WrittenPair,
  type WrittenQuestion,
  type WrittenRemarks,
  type WrittenTrap,
} from '../written.ts';
import { type Element, elementOf, elementsOf, textIn } from './elements.ts';
import { marked } from './marked.ts';

type Answers = Pick<
  WrittenQuestion,
  'options' | 'number' | 'accept' | 'wildcards' | 'traps' | 'pairs' | 'ordered' | 'several'
>;

interface Read {
  readonly element: Element;
  readonly weight: number;
  readonly remarks: WrittenRemarks;
  readonly isOption: boolean;
}

/** The answers of a question of this type; undefined for a type that cannot be asked. */
export function readAnswers(question: Element, type: string, line: number): Answers | undefined {
  const ours = elementOf(question.children, 'chainrule')?.attribs ?? {};
  const shown = new Set((ours['options'] ?? '').split(' ').map(Number));
  const answers = elementsOf(question.children, 'answer').map((element, i): Read => {
    const misconception = textIn(elementOf(element.children, 'misconception')).trim();
    return {
      element,
      weight: (readDecimal((element.attribs['fraction'] ?? '0').trim()) ?? 0) / 100,
      remarks: {
        line,
        feedback: marked(elementOf(element.children, 'feedback')),
        misconception: misconception === '' ? undefined : misconception,
      },
      isOption: shown.has(i + 1),
    };
  });
  switch (type) {
    case 'multichoice':
    case 'multichoiceset':
    case 'oumultiresponse':
      return withNumber(choices(question, answers, type), ours['number']);
    case 'truefalse':
      return { options: truth(answers), ordered: true };
    case 'shortanswer':
      return words(answers, ours['wildcards'] !== undefined);
    case 'numerical':
      return numbers(answers);
    case 'matching':
    case 'ddmatch':
      return { options: [], pairs: elementsOf(question.children, 'subquestion').map(pairOf) };
  }
  return undefined;
}

function choices(question: Element, answers: readonly Read[], type: string): Answers {
  const flag = (name: string): string => textIn(elementOf(question.children, name)).trim();
  const single = type === 'multichoice' && /^(true|1)$/.test(flag('single'));
  const isRight = ({ weight }: Read): boolean => (single ? weight >= 1 : weight > 0);
  const rights = answers.filter(isRight).length;
  const options = answers.map((answer): WrittenOption => {
    const right = isRight(answer);
    // Where one of several is enough, and where all are to be chosen without a weight.
    const unweighed = rights === 1 ? right : (single && (right || answer.weight === 0)) || type !== 'multichoice';
    return {
      text: marked(answer.element) ?? own(''),
      right,
      ...answer.remarks,
      weight: unweighed || (rights === 1 && answer.weight === 0) ? undefined : answer.weight,
    };
  });
  return { options, ordered: /^(false|0)$/.test(flag('shuffleanswers')) || undefined };
}

/** A number whose wrong options are none is a multiple choice in Moodle. */
function withNumber(answers: Answers, number: string | undefined): Answers {
  const [value, tolerance] = (number ?? '').split(':').map(Number);
  if (value === undefined || tolerance === undefined || !Number.isFinite(value) || !(tolerance >= 0)) return answers;
  return {
    options: answers.options.filter(({ right }) => !right),
    number: { value, tolerance },
    ordered: answers.ordered,
  };
}

function truth(answers: readonly Read[]): WrittenOption[] {
  return ['True', 'False'].map((text): WrittenOption => {
    const answer = answers.find(({ element }) => textIn(element).trim().toLowerCase() === text.toLowerCase());
    return { text: own(text), right: (answer?.weight ?? 0) >= 1, ...(answer?.remarks ?? { line: 1 }) };
  });
}

/** Those that are worth the whole point are right, the others are known. */
function words(answers: readonly Read[], isTold: boolean): Answers {
  const { texts, wildcards } = asTyped(
    answers.map(({ element }) => plainOf(marked(element, 'plain') ?? own(''))),
    isTold,
  );
  const read = answers.map((answer, i) => ({ ...answer, text: texts[i] ?? '' }));
  const known = read.filter(({ weight, remarks }) => weight < 1 || remarks.feedback !== undefined);
  return {
    options: optionsOf(known),
    accept: read.filter(({ weight }) => weight >= 1).map(({ text }) => text),
    wildcards,
    traps: known
      .filter(({ isOption }) => !isOption)
      .map(({ text, weight, remarks }): WrittenTrap => ({ text, weight, ...remarks })),
  };
}

const optionsOf = (known: readonly (Read & { readonly text: string })[]): WrittenOption[] =>
  known
    .filter(({ isOption }) => isOption)
    .map(({ text, weight, remarks }) => ({
      text: own(text),
      right: false,
      weight: weight === 0 ? undefined : weight,
      ...remarks,
    }));

function numbers(answers: readonly Read[]): Answers {
  const read = answers.map((answer) => ({
    ...answer,
    text: textIn(answer.element).trim(),
    tolerance: readDecimal(textIn(elementOf(answer.element.children, 'tolerance')).trim()) ?? 0,
  }));
  const right = read.find(({ text, weight }) => weight >= 1 && readDecimal(text) !== undefined);
  if (right === undefined) return { options: [], accept: [] };
  const known = read.filter((one) => one !== right || one.remarks.feedback !== undefined);
  return {
    options: optionsOf(known),
    number: { value: readDecimal(right.text) ?? 0, tolerance: right.tolerance },
    traps: known
      .filter(({ isOption }) => !isOption)
      .map(
        ({ text, weight, tolerance, remarks }): WrittenTrap => ({
          text,
          weight,
          tolerance: text === '*' ? undefined : tolerance,
          ...remarks,
        }),
      ),
  };
}

function pairOf(element: Element): WrittenPair {
  return { left: marked(element), right: marked(elementOf(element.children, 'answer'), 'plain') ?? own('') };
}
