import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { topicKey } from '../../../src/quiz/bank/fold.ts';
import { topicMeant } from '../../../src/quiz/bank/names.ts';

const topics = ['Linear algebra', 'Calculus/Limits', 'Analysis/Limits', 'Calculus/Chain rule', 'Week-1'].map(
  (topic) => ({
    tenant: 'discord:1',
    place: '',
    topic,
    topicKey: topicKey(topic),
    count: 1,
  }),
);

const meant = (name: string): string => topicMeant(topics, name, (topic) => `/quiz start --from "${topic}"`);
const refused = (name: string): UserError => {
  try {
    throw new Error(`${name} is ${meant(name)}`);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
};

describe('the topic that somebody means', () => {
  it.each([
    ['linear ALGEBRA', 'Linear algebra'],
    ['linearalgebra', 'Linear algebra'],
    ['week 1', 'Week-1'],
    ['chain rule', 'Calculus/Chain rule'],
  ])('%s is found', (name, topic) => {
    expect(meant(name)).toBe(topicKey(topic));
  });

  it('is a part of the bank, too', () => {
    expect(meant('calculus')).toBe('calculus');
  });

  it('is asked for where a name is that of several', () => {
    const { message, hint, remedies } = refused('limits');
    expect(message).toBe('`limits` is the name of 2 topics.');
    expect(hint).toBe('Did you mean `Calculus/Limits` or `Analysis/Limits`?');
    expect(remedies).toEqual(['/quiz start --from "Calculus/Limits"', '/quiz start --from "Analysis/Limits"']);
  });

  it.each([
    ['alg', 'Did you mean `Linear algebra`?'],
    ['wek-1', 'Did you mean `Week-1`?'],
    ['al', 'There is `Linear algebra`, `Calculus/Limits`, `Analysis/Limits`, `Calculus/Chain rule`, `Week-1`.'],
  ])('%s is none: %s', (name, said) => {
    const { message, hint } = refused(name);
    expect([message, hint]).toEqual([`There is no topic \`${name}\` here.`, said]);
  });
});
