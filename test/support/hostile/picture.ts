import { z } from 'zod';
import { defineCommand } from '../../../src/command/define.ts';
import { paragraph, say } from '../../../src/reply/build.ts';
import type { Picture } from '../../../src/reply/document.ts';

const bars: Picture = {
  kind: 'picture',
  name: 'bars',
  alt: 'Two bars.',
  width: 200,
  height: 100,
  drawing: { type: 'chart', chart: { type: 'bar', data: { labels: ['a', 'b'], datasets: [{ data: [1, 2] }] } } },
};

const broken: Picture = {
  ...bars,
  name: 'broken',
  drawing: { type: 'chart', chart: { type: 'no-such-chart', data: { datasets: [{ data: [1] }] } } },
};

const unset: Picture = {
  ...bars,
  name: 'unset',
  drawing: {
    type: 'formulas',
    title: 'T',
    subtitle: [],
    equations: [{ left: 'L', rows: [[`= ${'x + '.repeat(5000)}x`]], text: 'L' }],
    rest: 'More.',
  },
};

/** Answers with pictures, of which one cannot be drawn if asked so. */
export default defineCommand({
  name: 'picture',
  summary: 'Shows pictures',
  options: z.strictObject({
    broken: z.boolean().default(false).describe('one cannot be drawn'),
    unset: z.boolean().default(false).describe('one is too long to typeset'),
  }),
  examples: [['/picture', 'bars']],
  run: (values) => ({
    nodes: [paragraph(say`Look:`), bars, ...(values.broken ? [broken] : []), ...(values.unset ? [unset] : [])],
  }),
});
