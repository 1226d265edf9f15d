import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/index.ts';
import { evaluate, parse } from '../../../src/expression/index.ts';
import { readStepped } from '../../../src/learning/step/read.ts';
import { walkThrough } from '../../../src/learning/step/walk.ts';
import { grade } from '../../../src/questions/grading/grade.ts';
import { letterOf } from '../../../src/questions/letters.ts';
import { randomSource } from '../../../src/questions/parts/random-graph.ts';
import { LEVELS } from '../../../src/questions/question.ts';
import { toText } from '../../../src/reply/text.ts';
import { isMisconception, misconception } from '../../../src/tutor/misconceptions/index.ts';
import { answer, say } from '../../commands/run.ts';

const text = (line: string): string => say(line).replaceAll(/\s+/g, ' ');

describe('--from forward', () => {
  const line = '/step a*b+c a=2 b=-3 c=10 --from forward';

  it('asks for each value, then for the gradients', () => {
    const { places } = walkThrough({ formula: 'a*b+c a=2 b=-3 c=10', from: 'forward' });
    expect(places.map(({ name }) => name)).toEqual(['e', 'L', 'dL/de', 'dL/dc', 'dL/da', 'dL/db']);
    expect(text(line)).toContain('`e = a*b`, with `a = 2` and `b = -3`. What is `e`?');
    expect(text(`${line} --answer -1`)).toContain('You added where the formula multiplies.');
    expect(text(`${line} --answer -6`)).toContain('✔ Right. `e = a*b = 2*(-3) = -6`');
  });

  it('shows no value before it was asked, not in the title either', () => {
    const [picture] = answer(line).nodes.filter((node) => node.kind === 'picture');
    const drawing = picture?.drawing.type === 'graph' ? picture.drawing : undefined;
    expect(drawing?.title).toBe('L = a·b + c');
    expect(drawing?.cards.map(({ name, value }) => [name, value])).toEqual([
      ['a', '2'],
      ['b', '−3'],
      ['c', '10'],
      ['e', '?'],
      ['L', '?'],
    ]);
    expect(picture?.alt).toBe(
      'Computation graph of L with the values known so far. Asked: e. a=2 times b=-3 is e. e plus c=10 is L.',
    );
  });

  it('has a diagnosis for each wrong value', () => {
    for (const level of LEVELS) {
      for (let seed = 0; seed < 6; seed++) {
        const { statements, values } = randomSource(new Random(seed * 7 + level), level);
        const formula = [...statements, ...[...values].map(([name, value]) => `${name}=${value}`)].join('; ');
        for (const { ask, name } of walkThrough({ formula, from: 'forward' }).places) {
          const { question } = ask();
          for (const [index, option] of question.options.entries()) {
            const { note, score } = grade(question, { kind: 'text', text: letterOf(index) });
            expect(score === 1, `${formula} ${name}`).toBe(option.right);
            if (!option.right) expect(note, `${formula} ${name}`).not.toBe('other');
          }
        }
      }
    }
  });
});

describe('without values', () => {
  it('asks for formulas, and takes any that is equal', () => {
    expect(text('/step (a*b+c)*f -n 5')).toContain('Known: `e = a*b` with `dL/de = f`. What is `dL/da`, as a formula?');
    for (const right of ['b*f', 'f*b', '2*f*b/2']) {
      expect(text(`/step (a*b+c)*f -n 5 --answer "${right}"`)).toContain('✔ Right.');
    }
    expect(text('/step (a*b+c)*f -n 2 --answer "a*b+c"')).toContain('✔ Right. Simpler: `d`.');
    expect(text('/step (a*b+c)*f -n 5 --answer "a*f"')).toContain('You gave a factor its own value');
    expect(text('/step y=(a+b)*(b+1) -n 4 --answer v')).toContain('`=` where `+=` belongs');
    expect(() => text('/step (a*b+c)*f -n 5 --answer "dL/da"')).toThrow();
  });

  it('goes with numbers where a formula cannot be typed, and says which', () => {
    expect(text('/step relu(w*x)')).toContain('No name has a value, so I chose `w=');
  });

  it('leads to the same with numbers, and back to formulas', () => {
    const reply = answer('/step (a*b+c)*f');
    const buttons = reply.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
    const numbers = buttons.find(({ label }) => label === 'With numbers');
    expect(text(numbers?.command ?? '')).toContain('The pass starts at the result: `dL/dL = 1`.');
  });

  it('has the right formula in each step, and a diagnosis for each wrong one', () => {
    let asked = 0;
    let wrong = 0;
    for (const level of LEVELS) {
      for (let seed = 0; seed < 8; seed++) {
        const { statements } = randomSource(new Random(seed * 11 + level), level);
        const formula = statements.join('; ');
        const { graph } = readStepped({ formula });
        if (statements.some((statement) => statement.includes('relu'))) continue;
        const at = new Map([...graph.byName.values()].map(({ name, id }) => [name, graph.tape.data[id] as number]));
        for (const { ask, name } of walkThrough({ formula }).places) {
          const { question, equation } = ask();
          asked++;
          const target = graph.byName.get(name.split('/d')[1] ?? '');
          const right = parse(equation.split(' = ')[1] ?? '')[0]?.expression;
          expect(right && evaluate(right, at), `${formula} ${equation}`).toBeCloseTo(
            graph.tape.grad[target?.id ?? -1] as number,
            8,
          );
          for (const [index, option] of question.options.entries()) {
            const { note, score, feedback } = grade(question, { kind: 'text', text: `${letterOf(index)})` });
            expect(score === 1, `${formula} ${name}`).toBe(option.right);
            if (option.right) continue;
            wrong++;
            expect(note.split('+').toSorted()).toEqual([...option.bugs].toSorted());
            const said = toText({ nodes: feedback }).replaceAll(/\s+/g, ' ');
            for (const bug of option.bugs) {
              expect(isMisconception(bug) && said.includes(misconception(bug).sentence)).toBe(true);
            }
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(100);
    expect(wrong).toBeGreaterThan(200);
  });
});
