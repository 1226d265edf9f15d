import { expect, it } from 'vitest';
import { Answers } from '../../../src/platforms/web/answers.ts';
import type { Theme } from '../../../src/reply/document.ts';
import { picture } from '../../support/web/rig.ts';

const answer = (name: string, bytes = 10) => ({
  reply: { nodes: [picture(name)] },
  pictures: new Map([[name, new Uint8Array(bytes)]]),
});

function setUp(most?: { count: number; bytes: number }) {
  const drawn: string[] = [];
  const draw = async ({ name }: { name: string }, theme: Theme) => {
    drawn.push(`${name} ${theme}`);
    return new Uint8Array(20);
  };
  return { drawn, answers: new Answers(draw, { most }) };
}

it('has the picture as it was drawn, and draws it once for the other theme', async () => {
  const { answers, drawn } = setUp();
  const id = answers.add(answer('loss'), 'dark');
  const size = async (theme: Theme) => (await answers.file(id, 'loss.png', theme))?.bytes.length;
  expect(await Promise.all([size('dark'), size('light'), size('light')])).toEqual([10, 20, 20]);
  expect(drawn).toEqual(['loss light']);
  expect((await answers.file(id, 'loss.png', 'dark'))?.type).toBe('image/png');
});

it.each([['other.png'], ['loss'], ['../loss.png'], ['__proto__']])('has no file %s', async (name) => {
  const { answers } = setUp();
  expect(await answers.file(answers.add(answer('loss'), 'dark'), name, 'dark')).toBeUndefined();
});

it('has no picture that could not be drawn', async () => {
  const { answers } = setUp();
  const id = answers.add({ ...answer('loss'), pictures: new Map() }, 'dark');
  expect(await answers.file(id, 'loss.png', 'light')).toBeUndefined();
});

it('forgets what was not looked at for longest', () => {
  const { answers } = setUp({ count: 2, bytes: 1e6 });
  const [a, b] = [answers.add(answer('a'), 'dark'), answers.add(answer('b'), 'dark')];
  answers.get(a);
  const c = answers.add(answer('c'), 'dark');
  expect([a, b, c].map((id) => answers.get(id) !== undefined)).toEqual([true, false, true]);
});

it('forgets by size, too, with what is drawn later', async () => {
  const { answers } = setUp({ count: 100, bytes: 3000 });
  const ids = [1, 2, 3].map((i) => answers.add(answer(`p${i}`, 700), 'dark'));
  expect(ids.map((id) => answers.get(id) !== undefined)).toEqual([true, true, true]);
  const last = answers.add(answer('p4', 700), 'dark');
  expect(answers.get(ids[0] as string)).toBeUndefined();
  expect(answers.get(last)).toBeDefined();
});

it('draws again after a failure', async () => {
  let times = 0;
  const answers = new Answers(async () => {
    if (times++ === 0) throw new Error('no');
    return new Uint8Array(1);
  });
  const id = answers.add(answer('loss'), 'dark');
  await expect(answers.file(id, 'loss.png', 'light')).rejects.toThrow('no');
  expect((await answers.file(id, 'loss.png', 'light'))?.bytes.length).toBe(1);
});
