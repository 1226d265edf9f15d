import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeQuestion } from '../../src/questions/make.ts';
import { QUESTION_TYPES } from '../../src/questions/types/index.ts';
import { toText } from '../../src/reply/text.ts';

const SEEDS = 100;

/**
 * What each type asks, as a hash over many seeds at all its levels: a button that was posted names type, version and
 * seed, and is graded against the question that they make. Whoever changes what is asked gives the type a new version,
 * and pins it anew.
 */
const PINNED: Readonly<Record<string, string>> = {
  'forward-value 1.1': 'sL4gfBv28Zg6vSWG',
  'local-derivative 2.1': 'w_Ig9CSLoEr6_EAA',
  'one-hop 3.1': 'zBhmsRcGppwTyYyJ',
  'whole-path 4.1': 'Glv8uQrunv2eheob',
  'node-used-twice 5.1': 'sAwBElrm-o8SUt7x',
  'backward-twice 6.1': 'yAjG9Lil6Ea2hJA5',
  'tanh-slope 7.1': 'iMWDnd0YwcEYef-P',
  'relu-below-zero 8.1': 'TNEgd2Xrpi8V7uNt',
  'bias-gradient 9.1': '1d39Ub7Tr5itOpQa',
  'neuron-output 10.1': 'M9ZcOGvLpd_H54eU',
  'loss-value 11.1': 'xIMN1kJ8EgSCjADM',
  'loss-slope 12.1': 'j7nrR-srpOj4B6VP',
  'gradient-direction 13.1': 'Gzk5tOoCoA8zyWdl',
  'weight-step 14.1': 'lx_zlpJpTYLdbSN0',
  'rate-curve 15.1': '8a8-2TIu4dR1HlSo',
  'diagnose-curve 16.1': 'AcaNXGx0GMk9w00e',
  'loop-order 17.1': 'CGAQH6AoG86qRsNK',
  'what-to-zero 18.1': 'qRqXT_hK5eLN4z4J',
  'parameter-count 19.1': 'a2EVk6YNJ5a7si0s',
  'saturated-chain 20.1': 'pHaKY9Z2hWcXrzc9',
  'wrong-targets 21.1': '1Dy-7uFgN-6J0cbi',
  'faulty-backward 22.1': 'k3HIBvQPj77oI9i6',
  'ready-next 23.1': 'QV4R0iT6EjDM85jw',
};

it.each(Object.entries(PINNED))('%s asks what it asked', (pinned, asked) => {
  const type = QUESTION_TYPES.find(({ name, number, version }) => pinned === `${name} ${number}.${version}`);
  const hash = createHash('sha256');
  for (const level of type?.levels ?? []) {
    for (let seed = 0; seed < SEEDS; seed++) {
      const { prompt, options } = makeQuestion({ type: type?.name, level, seed });
      hash.update(JSON.stringify([level, toText({ nodes: prompt }), options.map(({ text, right }) => [text, right])]));
    }
  }
  expect(hash.digest('base64url').slice(0, 16)).toBe(asked);
});
