import { describe, expect, it } from 'vitest';
import { choicesFor, type Known } from '../../../src/learning/daily/choose.ts';
import type { Level } from '../../../src/questions/question.ts';
import { QUESTION_TYPES } from '../../../src/questions/types/index.ts';

const NOW = Date.UTC(2026, 10, 30);
const DAY = 86_400_000;
const NOTHING: Known = { skills: [], answered: [], types: [] };
const first = (known: Partial<Known>, wish: Parameters<typeof choicesFor>[2] = {}, seed = 1) =>
  choicesFor(QUESTION_TYPES, { ...NOTHING, ...known }, wish, NOW, seed)[0];
const answered = (type: string, level: Level, right: number, answers: number) => ({ type, level, right, answers });
const skill = (name: string, days: number, recall = 0.8) => ({ skill: name, due: NOW + days * DAY, recall });

describe('which question a group needs', () => {
  it('begins with the first level', () => {
    for (let seed = 0; seed < 20; seed++) expect(first({}, {}, seed)?.level).toBe(1);
  });

  it('asks what was forgotten most', () => {
    const skills = [skill('whole-path.2', -1), skill('whole-path.2', -1), skill('forward-value.2', -1, 0.3)];
    expect(first({ skills })?.type).toBe('forward-value');
  });

  it('asks what is due for the most people', () => {
    const skills = [skill('whole-path.2', -1), skill('forward-value.2', -9), skill('whole-path.2', 0)];
    expect(first({ skills })).toEqual({ type: 'whole-path', level: 2 });
    expect(first({ skills: skills.slice(0, 2) })).toEqual({ type: 'forward-value', level: 2 });
  });

  it('does not take what is not due, or does not exist', () => {
    const skills = [skill('whole-path.2', 1), skill('whole-path.9', -1), skill('gone.1', -1)];
    expect(choicesFor(QUESTION_TYPES, { ...NOTHING, skills }, {}, NOW, 1)).toEqual(
      choicesFor(QUESTION_TYPES, NOTHING, {}, NOW, 1),
    );
  });

  it('takes the type of which the least was right', () => {
    const rows = QUESTION_TYPES.map(({ name, levels }) =>
      answered(name, levels[0] as Level, name === 'whole-path' ? 1 : 9, 10),
    );
    expect(first({ answered: rows })?.type).toBe('whole-path');
  });

  it.each([
    [9, 10, 'higher'],
    [5, 10, 'the same'],
    [1, 10, 'lower'],
  ])('%i of %i right: the next level is %s', (right, answers, which) => {
    const type = QUESTION_TYPES.find(({ name }) => name === 'whole-path');
    const [low, middle, high] = type?.levels.slice(0, 3) as [Level, Level, Level];
    const rows = [answered('whole-path', middle, right, answers)];
    const choice = choicesFor(QUESTION_TYPES, { ...NOTHING, answered: rows }, {}, NOW, 1);
    expect(choice.find((one) => one.type === 'whole-path')?.level).toBe(
      { higher: high, 'the same': middle, lower: low }[which],
    );
  });

  it('varies the types: those of the last three days come last', () => {
    const skills = [skill('whole-path.2', -5)];
    expect(first({ skills, types: ['forward-value', 'ready-next', 'whole-path'] })?.type).not.toBe('whole-path');
    expect(first({ skills, types: ['a', 'b', 'c', 'whole-path'] })?.type).toBe('whole-path');
  });

  it('keeps to a topic and a level, whatever is due', () => {
    const skills = [skill('whole-path.2', -5)];
    for (const { name, topic, levels } of QUESTION_TYPES) {
      const level = levels.at(-1) as Level;
      for (const choice of choicesFor(QUESTION_TYPES, { ...NOTHING, skills }, { topic, level }, NOW, 1)) {
        expect(QUESTION_TYPES.find((type) => type.name === choice.type)?.topic, name).toBe(topic);
        expect(choice.level).toBe(level);
      }
    }
  });

  it('is the same with the same seed, and another one with others', () => {
    expect(first({})).toEqual(first({}));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => first({}, {}, seed)?.type)).size).toBeGreaterThan(3);
  });
});
