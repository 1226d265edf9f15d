import { describe, expect, it } from 'vitest';
import { makeQuestion } from '../../../src/questions/make.ts';
import { type Question, questionSchema } from '../../../src/questions/question.ts';
import { QUESTION_TYPES } from '../../../src/questions/types/index.ts';
import { toText } from '../../../src/reply/text.ts';
import { isMisconception } from '../../../src/tutor/misconceptions/index.ts';
import { compute, outputOf, readPrompt, slopeOf } from '../prompt.ts';
import { verdict } from '../questions.ts';
import { replayed } from '../replayed.ts';

const SEEDS = 2000;

/** Given values have three digits and answers two, where a tanh is in the graph. */
const ROUGH = 0.08;
const EXACT = 1e-6;

const rightOf = ({ options }: Question): string => options.find(({ right }) => right)?.text ?? '';

const near = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b)) + 1e-6;

/** The right answer, computed from the text of the prompt alone. */
const INDEPENDENT: Record<string, (question: Question) => number> = {
  'forward-value': (question) => {
    const prompt = readPrompt(question);
    return outputOf(prompt, /the value of `(\w+)`/.exec(prompt.question)?.[1] ?? '');
  },
  'one-hop': (question) => {
    const prompt = readPrompt(question);
    const asked = /What is `(?:dL\/d)?(\w+)(?:\.grad)?`/.exec(prompt.question)?.[1] ?? '';
    const upstream = Number(/^dL\/dd = (\S+)$/m.exec(prompt.lines.join('\n'))?.[1]);
    const before = Number(/\.grad = (\S+) so far/.exec(prompt.lines.join('\n'))?.[1] ?? 0);
    return before + upstream * slopeOf(prompt, 'd', asked);
  },
  'backward-twice': (question) => {
    const prompt = readPrompt(question);
    const passes = prompt.lines.filter((line) => line === 'L.backward()').length;
    return passes * slopeOf(prompt, 'L', /What is `(\w+)\.grad`/.exec(prompt.question)?.[1] ?? '');
  },
};
for (const type of ['whole-path', 'node-used-twice', 'tanh-slope', 'relu-below-zero', 'saturated-chain']) {
  INDEPENDENT[type] = (question) => {
    const prompt = readPrompt(question);
    const [, output = '', name = ''] = /What is `d(\w+)\/d(\w+)`/.exec(prompt.question) ?? [];
    return slopeOf(prompt, output, name);
  };
}

/** A light `expect`: there are hundreds of thousands of these. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function checkNumbers(question: Question): void {
  const expected = INDEPENDENT[question.type]?.(question) ?? Number.NaN;
  const rough = toText({ nodes: question.prompt }).includes('tanh(');
  must(near(Number(rightOf(question)), expected, rough ? ROUGH : EXACT), `right is ${expected}`);
  const numbers = question.options.map(({ text }) => Number(text));
  const sorted = [...numbers].sort((a, b) => a - b);
  for (const [i, number] of sorted.entries()) {
    must(i === 0 || !near(number, sorted[i - 1] as number, 0.02), `${number} is there twice`);
  }
  // None of the others is nearer to what the prompt says.
  const distances = numbers.map((number) => Math.abs(number - expected));
  must(question.options[distances.indexOf(Math.min(...distances))]?.right === true, 'another one is nearer');
  must(question.typed?.kind === 'number' && near(question.typed.value, expected, rough ? 0.05 : EXACT), 'typed value');
}

/** The answer of a student who takes the rounded values of tanh that the prompt gives, for its slope as well. */
function answerFromRounded(question: Question): number {
  const prompt = readPrompt(question);
  const formulas = prompt.formulas.map(([name, formula]): [string, string] => {
    const input = /^tanh\((\w+)\)$/.exec(formula)?.[1];
    if (input === undefined) return [name, formula];
    const out = Number(outputOf(prompt, name).toPrecision(3));
    return [name, `(${out}) + ${(1 - out ** 2).toFixed(9)}*(${input} - (${outputOf(prompt, input)}))`];
  });
  const student = { ...prompt, formulas };
  const [, output = '', by = ''] = /What is `d(\w+)\/d(\w+)`/.exec(prompt.question) ?? [];
  return by === '' ? outputOf(student, 'L') : slopeOf(student, output, by);
}

/** Each misconception of a wrong option, replayed on the prompt's own graph, gives that option. */
function checkBugs(question: Question): void {
  const rough = toText({ nodes: question.prompt }).includes('tanh(');
  for (const { text, right, bugs } of question.options) {
    if (right) continue;
    for (const bug of bugs) {
      const value = replayed(question, bug);
      // Where terms cancel, what is left of the rounding of the inputs has no size to compare with.
      if (rough && Number(text) === 0 && Math.abs(value) < 5e-3) continue;
      must(near(value, Number(text), rough ? ROUGH : EXACT), `${bug} gives ${value}, not ${text}`);
    }
  }
}

function checkSlopes(question: Question): void {
  const [, output = '', name = ''] = /`d(\w+)\/d(\w+)`/.exec(toText({ nodes: question.prompt })) ?? [];
  const prompt = readPrompt(question);
  const points = [0.4, 0.9, 1.7, 2.3].map(
    (value, i) =>
      new Map(
        [...new Set(prompt.formulas[0]?.[1].match(/\b[a-z]\b/g))].map((leaf, k) => [
          leaf,
          k === 0 ? value : 1.9 - 0.3 * i,
        ]),
      ),
  );
  const agrees = (text: string): boolean =>
    points.every((leaves) => {
      const at = { ...prompt, leaves };
      const values = new Map([...leaves, [output, outputOf(at, output)] as const]);
      return near(compute(text, values), slopeOf(at, output, name), 1e-5);
    });
  for (const { text, right } of question.options) must(agrees(text) === right, `${text} should be ${right}`);
}

/** Runs the numbered lines on numbers and sees which does not add up to the slope of its operation. */
function checkLines(question: Question): void {
  const { lines } = readPrompt(question);
  let title = '';
  const faulty: string[] = [];
  for (const line of lines) {
    if (line.startsWith('#')) title = line.slice('# out = '.length);
    else if (!lineWorks(title, line.slice(2))) faulty.push(line.replace(' ', ': '));
  }
  must(faulty.join() === rightOf(question), `faulty is ${faulty}`);
}

function lineWorks(title: string, line: string): boolean {
  const [, name = '', sign = '', code = ''] = /^([ab])\.grad (\+?=) (.*)$/.exec(line) ?? [];
  const formula = title
    .replace(/\*\*/g, '^')
    .replace(/a\.(tanh|relu)\(\)/, '$1(a)')
    .replace('a.exp()', 'exp(a)');
  const output = (a: number, b: number): number =>
    formula === 'exp(a)'
      ? Math.exp(a)
      : compute(
          formula,
          new Map([
            ['a', a],
            ['b', b],
          ]),
        );
  return [
    [0.7, 1.9],
    [-0.6, 0.8],
  ].every(([a = 0, b = 0]) => {
    const run = runOf(code);
    const [before, upstream, h] = [0.37, 1.3, 1e-6];
    const got = run({ data: a }, { data: b }, { data: output(a, b), grad: upstream }) as number;
    const slope = name === 'a' ? output(a + h, b) - output(a - h, b) : output(a, b + h) - output(a, b - h);
    return near((sign === '+=' ? before : 0) + got, before + (upstream * slope) / (2 * h), 1e-5);
  });
}

const runs = new Map<string, (a: object, b: object, out: object) => number>();

function runOf(code: string) {
  const known = runs.get(code);
  if (known !== undefined) return known;
  const plain = code.replace(/\((a\.data [<>] 0)\)/, '+($1)').replace(/^-(a\.data)/, '-1 * $1');
  const run = new Function('a', 'b', 'out', `return +(${plain})`) as (a: object, b: object, out: object) => number;
  runs.set(code, run);
  return run;
}

/** Walks the graph of the prompt: exactly one of the options has run only users and has not run itself. */
function checkReady(question: Question): void {
  const prompt = readPrompt(question);
  const ran = new Set(
    [...(/under way\. (.*) ha(?:s|ve) run/.exec(prompt.question)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(
      ([, name]) => name,
    ),
  );
  const usersOf = (name: string) =>
    prompt.formulas.filter(([, formula]) => new RegExp(`\\b${name}\\b`).test(formula)).map(([user]) => user);
  const ready = prompt.formulas
    .map(([name]) => name)
    .filter((name) => !ran.has(name) && usersOf(name).every((user) => ran.has(user)));
  must(ran.size > 0, 'none has run');
  must(ready.join() === rightOf(question), `ready is ${ready}`);
  // An input whose users have all run could be called ready too.
  for (const { text, bugs } of question.options) {
    must(!bugs.includes('ready-leaf') || usersOf(text).some((user) => !ran.has(user)), `${text} is as ready`);
  }
}

const CHECKS: Record<string, (question: Question) => void> = {
  'local-derivative': checkSlopes,
  'faulty-backward': checkLines,
  'ready-next': checkReady,
};

function checkForm(question: Question): void {
  const { prompt, options, hint, explanation } = question;
  const promptText = toText({ nodes: prompt });
  const texts = options.map(({ text }) => text);
  must(options.filter(({ right }) => right).length === 1, 'one is right');
  must(options.length === 4, 'four options');
  must(new Set(texts).size === 4, 'all different');
  for (const { text, right, bugs } of options) {
    must(text.length <= 60, 'too long');
    must(right ? bugs.length === 0 : bugs.length > 0, 'a bug for each wrong one');
    for (const bug of bugs) must(isMisconception(bug), bug);
    // What is added to a gradient of before has a sign and a size of its own.
    must(!(/ so far/.test(promptText) && bugs.includes('sign-flipped')), 'sign of a part');
  }
  must(promptText.length + texts.join('').length < 1800, 'too long');
  for (const node of [...prompt, ...hint, ...explanation]) {
    if (node.kind === 'code') for (const line of node.text.split('\n')) must(line.length <= 42, line);
  }
  const all = [promptText, toText({ nodes: hint }), toText({ nodes: explanation }), ...texts].join('\n');
  must(!/NaN|Infinity|undefined|too large|null|-0(?![.\d])/.test(all), all);
  must(!/[✔✘]/.test(promptText), 'marks in the prompt');
  must(promptText.endsWith('?'), 'no question at the end');
  must(!toText({ nodes: hint }).includes(`\`${rightOf(question)}\``), 'the hint has the answer');
}

const TYPES = QUESTION_TYPES.filter(({ name }) => name in INDEPENDENT || name in CHECKS);

describe.each(TYPES.map((type) => [type.name, type] as const))('questions of type %s', (name, type) => {
  it(`are right for ${SEEDS} seeds`, () => {
    const places = [0, 0, 0, 0];
    for (let seed = 0; seed < SEEDS; seed++) {
      const level = type.levels[seed % type.levels.length];
      const question = makeQuestion({ type: name, level, seed });
      try {
        checkForm(question);
        if (name in INDEPENDENT) {
          checkNumbers(question);
          checkBugs(question);
        } else CHECKS[name]?.(question);
      } catch (error) {
        throw new Error(
          `${error instanceof Error ? error.message : ''}\nseed ${seed}, level ${level}:\n${toText({ nodes: question.prompt })}\n${JSON.stringify(question.options)}`,
          { cause: error },
        );
      }
      const place = question.options.findIndex(({ right }) => right);
      places[place] = (places[place] ?? 0) + 1;
    }
    // The right one stands anywhere: a quarter of 2000 each, give or take five standard deviations.
    for (const count of places) expect(Math.abs(count - SEEDS / 4)).toBeLessThan(100);
  });

  it('come back from JSON as they were', () => {
    for (const level of type.levels) {
      const question = makeQuestion({ type: name, level, seed: 7 });
      expect(questionSchema.parse(JSON.parse(JSON.stringify(question)))).toEqual(question);
    }
  });

  it('are the same for the same seed, and others for another', () => {
    const made = (seed: number) => JSON.stringify(makeQuestion({ type: name, seed }));
    expect(made(3)).toBe(made(3));
    expect(new Set(Array.from({ length: 40 }, (_, seed) => made(seed))).size).toBeGreaterThan(25);
  });
});

it.each(['forward-value', 'whole-path', 'node-used-twice'])('%s is right with rounded values too', (name) => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const question = makeQuestion({ type: name, level: 5, seed });
    const expected = INDEPENDENT[name]?.(question) ?? Number.NaN;
    const rounded = answerFromRounded(question);
    const grades = [expected, rounded].map((number) => verdict(question, number.toFixed(9)));
    must(grades.join() === '1 right,1 right', `${expected} and ${rounded} are ${grades}, seed ${seed}`);
  }
});

it('node-used-twice would come out differently with a path left out', () => {
  for (let seed = 0; seed < 500; seed++) {
    const question = makeQuestion({ type: 'node-used-twice', seed });
    const right = Number(rightOf(question));
    for (const bug of ['path-forgotten', 'accumulate-overwrites']) {
      must(!near(replayed(question, bug), right, 0.03), `${bug} gives the right answer, seed ${seed}`);
    }
  }
});
