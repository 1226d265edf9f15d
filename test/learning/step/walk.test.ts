import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/index.ts';
import { formatNumber, type GraphNode } from '../../../src/expression/index.ts';
import { readStepped } from '../../../src/learning/step/read.ts';
import { walkThrough } from '../../../src/learning/step/walk.ts';
import { grade } from '../../../src/questions/grading/grade.ts';
import { letterOf } from '../../../src/questions/letters.ts';
import { answerText, hasFewDecimals } from '../../../src/questions/parts/graph-text.ts';
import { randomSource } from '../../../src/questions/parts/random-graph.ts';
import { LEVELS } from '../../../src/questions/question.ts';
import type { Picture } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { isMisconception, misconception } from '../../../src/tutor/misconceptions/index.ts';
import { type Mutant, mutants, stepMutants } from '../../../src/tutor/misconceptions/replay-backward.ts';

const ARTICLE = '(a*b+c)*f a=2 b=-3 c=10 f=-2';
const askedIn = (formula: string) => walkThrough({ formula }).places.map(({ ask }) => ask());

describe('the places of a way', () => {
  it('are the steps of the trace, in its order', () => {
    expect(walkThrough({ formula: ARTICLE }).places.map(({ name }) => name)).toEqual([
      'dL/dd',
      'dL/df',
      'dL/de',
      'dL/dc',
      'dL/da',
      'dL/db',
    ]);
    expect(askedIn(ARTICLE).map(({ equation }) => equation)).toEqual([
      'dL/dd = 1 × f = -2',
      'dL/df = 1 × d = 4',
      'dL/de = -2 × 1 = -2',
      'dL/dc = -2 × 1 = -2',
      'dL/da = -2 × b = 6',
      'dL/db = -2 × a = -4',
    ]);
  });

  it('ask of a name used twice for the first part, then for the sum', () => {
    const asked = askedIn('y=(a+b)*(b+1) a=2 b=1');
    const prompts = asked.map(({ question }) => toText({ nodes: question.prompt }).replaceAll('\n', ' ').trim());
    expect(prompts[2]).toBe(
      '`v = b + 1`, and `dy/dv = 3` is known. `b` is used twice, so `dy/db` is a sum of 2 parts. What is the first part, from `v`?',
    );
    expect(prompts[4]).toBe(
      '`u = a + b`, and `dy/du = 2` is known. So far `b.grad = 3`, and `u` has the last part for it. What is `dy/db` then?',
    );
    const last = asked[4]?.question;
    expect(last && grade(last, { kind: 'text', text: '5' }).note).toBe('right');
    expect(last && grade(last, { kind: 'text', text: '2' }).note).toBe('accumulate-overwrites');
    expect(last?.options.flatMap(({ bugs }) => bugs)).toContain('accumulate-overwrites');
  });

  it('are those to the names that are wanted', () => {
    const { places } = walkThrough({ formula: ARTICLE, wrt: ['a'] });
    expect(places.map(({ name }) => name)).toEqual(['dL/dd', 'dL/de', 'dL/da']);
  });

  it('have other names in pictures for letters that no font has, and their own where they are read', () => {
    const walk = walkThrough({ formula: '损失 = 数*x x=2 数=3' });
    const picture = walk.places[0]?.picture(false, []);
    expect(JSON.stringify(picture?.drawing)).not.toMatch(/[数损失]/);
    expect(picture?.alt).toContain('数');
    expect(walk.notes.map((spans) => spans.map(({ text }) => text).join('')).join()).toContain('n1 for 数');
  });

  it('ask to type where fewer than two mistakes lead to another number', () => {
    const [only] = askedIn('a*b a=1000000 b=2000000');
    expect(only?.question.options).toEqual([]);
    expect(only?.question.typed?.kind).toBe('number');
  });
});

describe('over 200 sampled steps', () => {
  const sampled = LEVELS.flatMap((level) =>
    Array.from({ length: 12 }, (_, seed) => {
      const { statements, values } = randomSource(new Random(seed * 5 + level), level);
      return `${statements.join('; ')}; ${[...values].map(([name, value]) => `${name}=${formatNumber(value)}`).join('; ')}`;
    }),
  );
  const steps = sampled.flatMap((formula) => {
    const stepped = readStepped({ formula });
    return walkThrough({ formula }).places.map((place, i) => ({ formula, place, stepped, step: stepped.steps[i] }));
  });

  it('every wrong option has the diagnosis of the mistake that made it, and lights the edge it changes first', () => {
    expect(steps.length).toBeGreaterThan(200);
    let wrong = 0;
    let before = 0;
    for (const { formula, place, stepped, step } of steps) {
      const { question, mistakes } = place.ask();
      const { graph } = stepped;
      const rounded = stepped.steps.some((one) => ![one.upstream, one.local, one.after].every(hasFewDecimals));
      if (step === undefined) throw new Error('each place has its step');
      const target = graph.byId.get(step.target) as GraphNode;
      const uses = stepped.steps.filter((one) => one.target === step.target);
      const here = stepMutants(graph, step, uses[0] !== step, uses.at(-1) === step);
      const elsewhere = uses.at(-1) === step ? mutants(graph, target) : [];
      for (const [index, option] of question.options.entries()) {
        const where = `${formula} ${place.name} ${option.text}`;
        const graded = grade(question, { kind: 'text', text: letterOf(index) });
        expect(graded.score === 1, where).toBe(option.right);
        if (option.right) continue;
        wrong++;
        expect(option.bugs.length, where).toBeGreaterThan(0);
        expect(graded.note.split('+').toSorted(), where).toEqual([...new Set(option.bugs)].toSorted());
        const said = toText({ nodes: graded.feedback }).replaceAll(/\s+/g, ' ');
        for (const bug of option.bugs) {
          expect(isMisconception(bug) && said.includes(misconception(bug).sentence), `${where} ${said}`).toBe(true);
        }
        // In this very step if its replay comes to the number; else where a replay of the whole pass first differs.
        const isIt = ({ bug, value }: Mutant): boolean =>
          option.bugs.includes(bug) && answerText(value, rounded) === option.text;
        const made = here.some(isIt) ? here.filter(isIt) : elsewhere.filter(isIt);
        const edges = mistakes(letterOf(index), graded.note).map(({ node, operand }) => `${node}.${operand}`);
        const expected = new Set(made.map((one) => `${one.step?.node}.${one.step?.operand}`));
        expect(edges.toSorted(), where).toEqual([...expected].toSorted());
        if (!here.some(isIt)) before++;
        expect(mistakes(letterOf(index), graded.note).length, where).toBeGreaterThan(0);
      }
    }
    expect(wrong).toBeGreaterThan(500);
    expect(before).toBeGreaterThan(10);
  });

  it('a mistake in the step itself is found by the number that it makes', () => {
    for (const { place, step } of steps) {
      if (step === undefined || step.before !== 0 || step.local === 0 || step.upstream === 1) continue;
      const { question } = place.ask();
      const right = step.upstream * step.local;
      if (Math.abs(step.local - right) < 0.1 * Math.abs(right)) continue;
      const graded = grade(question, { kind: 'text', text: `=${step.local}` });
      expect(graded.score, `${place.name} ${step.local}`).toBeLessThan(1);
      expect(graded.note, place.name).not.toBe('other');
    }
  });

  it('no picture shows or says what is still asked', () => {
    for (const { formula, place, stepped, step } of steps.slice(0, 120)) {
      const picture = place.picture(false, []) as Picture;
      const drawing = picture.drawing as Extract<Picture['drawing'], { type: 'graph' }>;
      const name = stepped.graph.byId.get(step?.target ?? -1)?.name ?? '';
      const card = drawing.cards.find(({ id }) => id === step?.target);
      if (card !== undefined) expect(card.grad, `${formula} ${place.name}`).toMatch(/\?$/);
      expect(picture.alt, formula).not.toMatch(new RegExp(`\\b${name}=\\S+ \\(grad [^)]*\\d\\)`));
      // The room that is kept for numbers is the same on each card.
      expect(new Set(drawing.cards.flatMap(({ widest }) => widest ?? [])).size).toBe(1);
    }
  });
});
