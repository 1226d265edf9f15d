import { expect, it } from 'vitest';
import { drawnOnce } from '../../../src/quiz/host/drawn-once.ts';
import type { Picture } from '../../../src/reply/document.ts';

const picture = (alt: string): Picture => ({
  kind: 'picture',
  name: 'graph',
  alt,
  width: 10,
  height: 10,
  drawing: { type: 'chart', chart: {} },
});

it('draws a picture once, however often its message is edited', async () => {
  const drawn: string[] = [];
  const draw = drawnOnce(async ({ alt }) => {
    drawn.push(alt);
    return new Uint8Array([drawn.length]);
  });
  const first = await draw(picture('one'));
  expect(await draw(picture('one'))).toBe(first);
  await draw(picture('two'));
  expect(drawn).toEqual(['one', 'two']);
});

it('tries again what could not be drawn', async () => {
  let calls = 0;
  const draw = drawnOnce(async () => {
    calls++;
    if (calls === 1) throw new Error('no room');
    return new Uint8Array();
  });
  await expect(draw(picture('one'))).rejects.toThrow('no room');
  await expect(draw(picture('one'))).resolves.toEqual(new Uint8Array());
});
