import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawQuestion, makeQuestion, questionType, type Wanted } from '../../src/questions/make.ts';
import { LEVELS, type Level, type Question } from '../../src/questions/question.ts';
import { TOPICS } from '../../src/questions/type.ts';
import { FIRST_TYPES } from '../../src/questions/types/files.ts';
import { QUESTION_TYPES } from '../../src/questions/types/index.ts';

const hashOf = (what: unknown): string => createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 12);

/** What everybody who plays has to see alike. */
const seen = ({ prompt, options }: Question): string => hashOf([prompt, options]);

describe('a question', () => {
  it('depends on type, level and seed alone, whatever leads to them', () => {
    for (let seed = 0; seed < 200; seed++) {
      const question = makeQuestion({ seed });
      const { type, level } = question;
      expect(makeQuestion({ type, level, seed })).toEqual(question);
    }
  });

  it('is of the topic and level that are wanted', () => {
    for (const topic of TOPICS) {
      const types = QUESTION_TYPES.filter((type) => type.topic === topic).map(({ name }) => name);
      for (let seed = 0; seed < 20; seed++) expect(types).toContain(makeQuestion({ topic, seed }).type);
    }
    for (const level of LEVELS) {
      for (let seed = 0; seed < 20; seed++) expect(makeQuestion({ level, seed }).level).toBe(level);
    }
  });

  it('meets every type that there is', () => {
    const types = new Set(
      Array.from({ length: 300 }, (_, seed) => makeQuestion({ seed, types: QUESTION_TYPES.length }).type),
    );
    expect([...types].sort()).toEqual(QUESTION_TYPES.map(({ name }) => name).sort());
  });

  it.each([
    [{ type: 'whole-pat' }, 'There is no question type `whole-pat`.', 'Did you mean `whole-path`?'],
    [
      { topic: 'poetry' },
      'There is no topic `poetry`.',
      'There is `graph`, `activation`, `neuron`, `loss`, `training`.',
    ],
    [
      { type: 'tanh-slope', level: 1 as const },
      'There is no question about `tanh-slope` at level 1.',
      'It has level 4, 5.',
    ],
    [{ type: 'tanh-slope', topic: 'loss' }, '`tanh-slope` is not about loss.', 'Leave the topic out, or the type.'],
  ])('says what is wrong with %o', (wanted, message, hint) => {
    expect(() => makeQuestion({ ...wanted, seed: 1 })).toThrow(expect.objectContaining({ message, hint }));
  });

  it('is found within a few draws', () => {
    for (const type of QUESTION_TYPES) {
      for (const level of type.levels) {
        const found = Array.from({ length: 100 }, (_, seed) => drawQuestion(type, level, seed, 0)).filter(Boolean);
        expect([type.name, level, found.length]).toEqual([type.name, level, expect.toSatisfy((count) => count > 1)]);
      }
    }
  });
});

// What is pinned here has been posted with buttons: where a test fails, a type gets a new version, and a new row.
describe('questions that were posted', () => {
  it.each<[asked: string, topicAndLevels: string, hashes: string, all: string]>([
    ['forward-value.1', 'graph 12345', '607a0a386e22 81cdfc0baecc db401318c9df', 'edfc6416c1ce'],
    ['local-derivative.1', 'graph 14', '2907a2a678f3 d7bb5a07789c 201f4a925860', '28227f8ca44e'],
    ['one-hop.1', 'graph 134', 'aaf0d5fd70cc 783c8c0a7be4 e722b6d50234', '0bceb46c5932'],
    ['whole-path.1', 'graph 245', '1ebc50f189c6 185d9c0925bb 262fbe68c58a', '645314ae278f'],
    ['node-used-twice.1', 'graph 35', 'c7f2a380ea36 528f2ea54e13 b74e55588a9d', '569294af6f52'],
    ['backward-twice.1', 'graph 123', '7af056074e1d c1dcb4b3c88e d81511d392d4', 'ff80616a0172'],
    ['tanh-slope.1', 'activation 45', 'ba496bef1db7 73bbe4a71b63 719b7faced56', '4023464f799a'],
    ['relu-below-zero.1', 'activation 45', '44f953f2df3a 4ee73597b383 1116d041908b', 'a41b8d1cde88'],
    ['bias-gradient.1', 'neuron 2345', '305ed2c23c11 2a40c4265b50 222f2cf90b5f', 'ccebb8912364'],
    ['neuron-output.1', 'neuron 2345', 'e9660de1c6aa 51d8dbb128d7 072d320f0c0b', '6a1ba94441bd'],
    ['loss-value.1', 'loss 12345', 'ba0f115e86ab 6fd6bbfdfdc7 4b3b6a8b75bd', 'afc560a7769a'],
    ['loss-slope.1', 'loss 12345', '9bd3eed4d66b bf93d9e10874 eea2f1c4b13d', '5542f85ff5ca'],
    ['gradient-direction.1', 'training 12345', '07708999acb9 03d24dba2981 2af1b4bfd87f', '6832edbbe7ef'],
    ['weight-step.1', 'training 12345', 'b71cf8627a2a f62cd68a8ac7 08876fe0d035', 'e9c1bdb1017a'],
    ['rate-curve.1', 'training 345', '00570d79273b 1efe7741be35 ad1b8c856593', '7e0411d21ccf'],
    ['diagnose-curve.1', 'training 45', 'b8774ca32136 b9a74a41f7c7 445e15672d04', '9bb902b8820e'],
    ['loop-order.1', 'training 345', 'd4a0ebda3b38 c22a0cf4acf7 3fd628bb0940', '1bf0095d5b5b'],
    ['what-to-zero.1', 'training 2345', '229c8416d260 4d138161643e 438812e43d21', '6e9969b35082'],
    ['parameter-count.1', 'neuron 12345', '1b0b2dd9ba89 69fb5e973931 dcab7c43d7e1', '661de861ad4d'],
    ['saturated-chain.1', 'activation 45', '01acd99c684d 6bd3ca5ffdae c516b68f5dc0', 'f3172c8b7775'],
    ['wrong-targets.1', 'loss 2345', 'e8ef92a5464e 8a5807438c12 d00dad0af5e6', '0895b94017dd'],
    ['faulty-backward.1', 'graph 124', '2c13475ca28f 5743e3d2e64a 88e3858a50a6', '6b52e36e3a78'],
    ['ready-next.1', 'graph 235', '51bced3cd68a 0f9ebae644a2 77905c837d4b', 'b84b0bc3755d'],
  ])('%s stays the same', (asked, topicAndLevels, hashes, all) => {
    const [name = '', version] = asked.split('.');
    const type = questionType(name);
    expect([type.version, `${type.topic} ${type.levels.join('')}`]).toEqual([Number(version), topicAndLevels]);
    expect([1, 2, 3].map((seed) => seen(makeQuestion({ type: name, seed }))).join(' ')).toBe(hashes);
    const twenty = (level: Level) => Array.from({ length: 20 }, (_, seed) => makeQuestion({ type: name, level, seed }));
    expect(hashOf(type.levels.flatMap(twenty).map(seen))).toBe(all);
  });

  it.each<[wanted: Omit<Wanted, 'seed'>, hash: string]>([
    [{}, 'a09617c2cc39'],
    [{ topic: 'graph' }, 'dd1feeae7a3d'],
    [{ topic: 'activation' }, '2407c3d426cc'],
    [{ topic: 'neuron' }, '2ce6c003faa5'],
    [{ topic: 'loss' }, '265b1989b111'],
    [{ topic: 'training' }, 'afd933fded75'],
    [{ level: 1 }, '9821225b1973'],
    [{ level: 2 }, '16e9653d05d8'],
    [{ level: 3 }, '21716fd9354c'],
    [{ level: 4 }, '89f6c1c9ca65'],
    [{ level: 5 }, 'fdb0584b6e1f'],
    [{ topic: 'graph', level: 3 }, '7813f69fa7ba'],
  ])('of %o are of the same types and levels', (wanted, hash) => {
    const drawn = Array.from({ length: 100 }, (_, seed) => makeQuestion({ ...wanted, seed }));
    expect(hashOf(drawn.map(({ type, level }) => [type, level]))).toBe(hash);
  });

  it('come from the first types only, unless more are wanted', () => {
    const drawn = (types?: number) =>
      new Set(Array.from({ length: 100 }, (_, seed) => makeQuestion({ seed, types }).type));
    expect(drawn()).toEqual(drawn(FIRST_TYPES));
    expect([...drawn(2)].sort()).toEqual(['forward-value', 'local-derivative']);
  });

  it('take the type that joined first where none of those fits', () => {
    for (let seed = 0; seed < 20; seed++)
      expect(makeQuestion({ topic: 'loss', types: 2, seed }).type).toBe('loss-value');
  });
});

describe('the table of types', () => {
  it('has the first of them, each with a name, a title and levels of its own', () => {
    expect(QUESTION_TYPES.length).toBeGreaterThanOrEqual(FIRST_TYPES);
    expect(new Set(QUESTION_TYPES.map(({ name }) => name)).size).toBe(QUESTION_TYPES.length);
    expect(new Set(QUESTION_TYPES.map(({ title }) => title)).size).toBe(QUESTION_TYPES.length);
    for (const [i, { number, name, levels, topic, version }] of QUESTION_TYPES.entries()) {
      expect(number).toBe(i + 1);
      expect(version).toBeGreaterThan(0);
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(TOPICS).toContain(topic);
      expect(levels.length).toBeGreaterThan(0);
      expect([...levels].sort()).toEqual([...new Set(levels)]);
    }
  });
});
