import { expect, it } from 'vitest';
import { answer, say } from '../../commands/run.ts';

/** The first button, and what stands in the reply to its line. */
function pressed(line: string): { label: string; text: string } {
  const buttons = answer(line).nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
  return { label: buttons[0]?.label ?? '', text: say(buttons[0]?.command ?? '/help') };
}

it.each([
  [
    '/train --data "1,2 -> 3; 2,3 -> 5" --lr 0.01..3',
    /20 is the least loss that this\s+output allows/,
    'Scale inputs and targets',
  ],
  ['/train --data circles --layers 1,1 --lr 0.1,0.5,1', /1 hidden neuron is too few for this/, 'Layers 8,8,1'],
  ['/train --data moons --init zero --lr 0.1,0.5,1', /begin with the same weights/, 'Weights drawn at random'],
])('a sweep that learns nowhere tells why: %s', (line, cause, button) => {
  expect(say(line)).toMatch(cause);
  const { label, text } = pressed(line);
  expect(label).toBe(button);
  expect(text).toMatch(/^It learns at (a learning rate|learning rates)/);
});

it('several optimizers of which none learns tell why, and offer what helps', () => {
  const line = '/train --data moons --init zero --optimizer sgd,adam';
  const reply = say(line);
  expect(reply).toMatch(/None gets below a loss of 0\.025\. The 8 neurons of a layer begin with the same weights/);
  expect(reply).not.toContain('may help');
  const { label, text } = pressed(line);
  expect(label).toBe('Weights drawn at random');
  expect(text).toContain('Adam is below a loss of 0.025 first');
});

it.each([
  '/train --data moons --lr 0.0001..0.001',
  '/train --lr 0.01..3',
])('the rate itself is what a sweep is about: %s', (line) => {
  expect(pressed(line).label).toMatch(/^Run the best rate/);
});
