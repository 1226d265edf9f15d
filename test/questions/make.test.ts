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
    ['forward-value.2', 'graph 12345', 'f8a1cc45dff3 0ca53ccae220 cb8d8ad28a56', 'c5df5d177bfb'],
    ['local-derivative.2', 'graph 14', 'd8bda0909458 9d4eafd882c3 6772ff1ab1d5', 'beea3b428d70'],
    ['one-hop.2', 'graph 134', '6c8e252ff16e e26fbce9dac9 8885e57dc098', 'c9645d03bc90'],
    ['whole-path.2', 'graph 245', '1737a89ddf61 6422e92d800d 37233f96e019', 'b900dae02874'],
    ['node-used-twice.2', 'graph 35', '16b6f22e869a fe78f9ca2ea7 a73f50f40138', '34e93a7a4fc1'],
    ['backward-twice.2', 'graph 123', '032324543734 b6e13e29b34e 4e30a1266608', 'a7076fab56fe'],
    ['tanh-slope.2', 'activation 45', '5d67fc8245da e752615111b7 65a35b526856', 'd870de441a86'],
    ['relu-below-zero.2', 'activation 45', 'a33d087b7822 057c2b47bf20 f23b329ac72c', '5c484cca0877'],
    ['bias-gradient.2', 'neuron 2345', '46f44351b7ea 6e46b5409415 b4e23b7b0c64', '7d47f0369689'],
    ['neuron-output.2', 'neuron 2345', '3fe3aa23e46a 6f5b63594949 6c46c7a9aae9', '8ce252669690'],
    ['loss-value.2', 'loss 12345', '6ab191916123 9a97428fccf3 eabe4f70a7a5', '9b2f0f18d678'],
    ['loss-slope.2', 'loss 12345', 'd8714268399d 00acacc93057 362b2e5b143a', 'ff2fa2bf8e0f'],
    ['gradient-direction.2', 'training 12345', '87ab2f18eca5 66b8656b43a0 8a47364296c5', '08608d1d2053'],
    ['weight-step.2', 'training 12345', '985d644f3119 b302c0ed0776 f729f3c1b107', '3133d0b5d83b'],
    ['rate-curve.2', 'training 345', 'c7fea647469e 1eca763e289d 705398446071', '46eeee12a209'],
    ['diagnose-curve.2', 'training 45', 'ba5878e15dad 6ed0ea186775 12189039d63b', '40334fc14fd1'],
    ['loop-order.2', 'training 345', '726a58bf976e 796424b32888 37dba4a84362', 'c291e9d09d69'],
    ['what-to-zero.3', 'training 2345', '7b30c6ae8cce f117f0162900 1c5ec37189f7', 'ff68f820f82c'],
    ['parameter-count.2', 'neuron 12345', 'a6f354c84933 ba6ace6f6dec e482f136a82b', '8dcb7453c21f'],
    ['saturated-chain.2', 'activation 45', '1b947cd43132 544a2c293e28 b23ffbb30893', 'df4ce3745753'],
    ['wrong-targets.2', 'loss 2345', '491400361fb8 04e291c35112 06a361cbd3c2', '0efc4f75883b'],
    ['faulty-backward.2', 'graph 124', 'a70a6fcb0ed0 bd0ae39a103e 4f04aeb5d862', '7f80092f0347'],
    ['ready-next.2', 'graph 235', '2a7f05049f55 7743ee6f626d 5bfe7e7da737', 'ea01759e9dc9'],
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
