import { expect, it } from 'vitest';
import { questionGraph } from '../../../src/figures/graph/question.ts';
import { makeQuestion } from '../../../src/questions/make.ts';
import { build } from '../../../src/questions/parts/random-graph.ts';
import { QUESTION_TYPES } from '../../../src/questions/types/index.ts';
import type { Picture } from '../../../src/reply/document.ts';

const values = new Map([
  ['a', 2],
  ['b', -3],
  ['c', 10],
]);
const { graph } = build({ statements: ['d = a*b', 'e = d + c', 'L = e^2'], values });
const cardsOf = ({ drawing }: Picture) => (drawing.type === 'graph' ? drawing.cards : []);

it('shows what the question gives, and neither gradients nor the rest', () => {
  const picture = questionGraph({
    graph,
    given: ({ kind, id }) => (kind === 'leaf' ? String(graph.tape.data[id]) : undefined),
  });
  expect(picture.alt).toBe('Computation graph of L. a=2 times b=-3 is d. d plus c=10 is e. e to the power of 2 is L.');
  const cards = cardsOf(picture).map(({ name, value }) => [name, value]);
  expect(Object.fromEntries(cards)).toEqual({
    a: '2',
    b: '−3',
    c: '10',
    d: undefined,
    e: undefined,
    2: undefined,
    L: undefined,
  });
  expect(cardsOf(picture).filter(({ grad }) => grad !== undefined)).toEqual([]);
});

it('marks nodes, and says in words which', () => {
  const marked = { nodes: new Set([graph.output.id]), as: 'has run _backward' };
  const picture = questionGraph({ graph, given: () => undefined, marked });
  expect(picture.alt).toBe(
    'Computation graph of L. a times b is d. d plus c is e. e to the power of 2 is L (has run _backward).',
  );
  expect(
    cardsOf(picture)
      .filter(({ mark }) => mark === 'active')
      .map(({ name }) => name),
  ).toEqual(['L']);
});

it('stands beside a question of more than two operations, and the text of the question says as much', () => {
  let drawn = 0;
  for (const { name, levels, drawn: wanted = [] } of QUESTION_TYPES) {
    for (const level of levels) {
      for (let seed = 0; seed < 12; seed++) {
        const { prompt } = makeQuestion({ type: name, level, seed });
        const pictures = prompt.filter((node) => node.kind === 'picture');
        expect(pictures.length).toBeLessThanOrEqual(wanted.includes(level) ? 1 : 0);
        const [block] = prompt;
        for (const picture of pictures) {
          drawn++;
          expect(picture.alt).not.toContain('grad ');
          const text = block?.kind === 'code' ? block.text : '';
          for (const card of cardsOf(picture)) {
            expect(card.grad).toBeUndefined();
            if (card.value !== undefined) expect(text).toContain(`${card.name} = `);
            if (card.value !== undefined) expect(text).toContain(` = ${card.value.replace('−', '-')}`);
          }
        }
      }
    }
  }
  expect(drawn).toBeGreaterThan(100);
});
