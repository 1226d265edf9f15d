import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/reply/document.ts';
import { masteryDrawing } from '../../src/reply/drawings.ts';
import { toText } from '../../src/reply/text.ts';
import { buttonsOf, DAY, type Learner, newLearner } from './reviews/learner.ts';

let ada: Learner;
beforeEach(async () => {
  ada = await newLearner();
});
afterEach(() => ada.close());

const text = (reply: Reply): string => toText(reply);
const pictureOf = ({ nodes }: Reply) => nodes.find((node) => node.kind === 'picture');
let keys = 0;
const keep = async (skill: string | undefined, note = 'right', more = {}): Promise<void> =>
  ada.service.keepGrades([{ key: `k${keys++}`, skill, score: note === 'right' ? 1 : 0, note, ...more }], ada.who);

describe('/me', () => {
  it('says how to begin where nothing is known', async () => {
    const reply = await ada.ask('/me');
    expect(text(reply)).toContain('Nothing is known of you yet.');
    expect(buttonsOf(reply)).toEqual({ Begin: '/review', Practise: '/quiz practice' });
  });

  it('shows what one can do, how sure it is, and what is due', async () => {
    await keep('forward-value.1');
    await keep('tanh-slope.4', 'unknown');
    const reply = await ada.ask('/me');
    expect(text(reply)).toContain(
      'You have tried 2 skills, and one is sure now. You answered something on 1 day of this month.',
    );
    expect(text(reply)).toContain('Nothing is due now. Next due tomorrow.');
    const picture = pictureOf(reply);
    expect(picture?.alt).toContain('graph: level 1 100 % (1 of 5 tried).');
    expect(picture?.alt).toContain('Nothing tried yet: neuron, loss, training.');
    expect(masteryDrawing.parse(picture?.drawing).rows.map(({ name }) => name)).toEqual([
      'graph',
      'activation',
      'neuron',
      'loss',
      'training',
    ]);
    ada.pass(20 * DAY);
    const later = await ada.ask('/me');
    expect(text(later)).toContain('2 cards are due now.');
    expect(pictureOf(later)?.alt).toMatch(/activation: level 4 [1-4]\d % /);
    expect(buttonsOf(later)).toMatchObject({ Review: '/review' });
  });

  it('tells mistakes that are gone from those that came back and those that are open', async () => {
    for (const bug of ['upstream-dropped', 'sign-flipped', 'upstream-added']) await keep(undefined, bug);
    const day = async (gone: string[], back: string[] = []): Promise<void> => {
      ada.pass(DAY);
      await keep('whole-path.2', 'right', { offered: gone });
      for (const bug of back) await keep(undefined, bug);
    };
    await day(['upstream-dropped', 'sign-flipped']);
    expect(text(await ada.ask('/me'))).not.toContain('gone');
    await day(['upstream-dropped'], ['sign-flipped']);
    const told = text(await ada.ask('/me'));
    expect(told).toContain('Mistakes that are gone: upstream dropped.');
    expect(told).toContain('Mistakes that came back: wrong sign.');
    expect(told).toContain('Mistakes to look at: upstream added.');
    expect(told).toContain('on 3 days of this month');
  });

  it('lists everything in pages', async () => {
    for (let level = 1; level <= 5; level++)
      for (const type of ['forward-value', 'loss-value', 'weight-step']) await keep(`${type}.${level}`);
    await keep(undefined, 'upstream-dropped');
    const first = await ada.ask('/me --detail full');
    expect(text(first)).toContain('page 1 of 2');
    expect(text(first)).toContain('✔ 100 % value of a forward pass, level 1. Comes back on Thursday.');
    const second = await ada.press(first, 'Next');
    expect(text(second)).toContain('page 2 of 2');
    expect(text(second)).toContain('upstream dropped (to look at): You left out the upstream gradient');
    expect(text(await ada.press(second, 'Back'))).toContain('page 1 of 2');
    expect(text(await ada.ask('/me --detail full --page 99'))).toContain('page 2 of 2');
  });

  it('exports everything as JSON', async () => {
    await keep('forward-value.1');
    await keep(undefined, 'upstream-dropped');
    const reply = await ada.ask('/me export');
    const file = reply.nodes.find((node) => node.kind === 'file');
    expect(file?.name).toBe('me-2026-11-16.json');
    const all = JSON.parse(file?.text ?? '');
    expect(all).toMatchObject({
      tenant: 'discord:1',
      user: 'ada',
      course: null,
      lessons: [],
      dailies: [],
      quizzes: [],
    });
    expect(all.cards.map(({ card }: { card: string }) => card)).toEqual([
      'bug:upstream-dropped',
      'skill:forward-value.1',
    ]);
    expect(all.reviews).toHaveLength(2);
    expect(all.reviews[0]).toMatchObject({ note: 'right', ratings: { 'skill:forward-value.1': 'good' } });
  });

  it('exports in several files what has no room in one', async () => {
    const long = 'x'.repeat(2500);
    for (let i = 0; i < 500; i++) {
      const content = JSON.stringify({ note: long, i });
      await ada.store.learning.keepReview({
        tenant: 'discord:1',
        user: 'ada',
        key: `k${i}`,
        content,
        at: i,
        cards: [],
      });
    }
    const files = (await ada.ask('/me export')).nodes.flatMap((node) => (node.kind === 'file' ? [node] : []));
    expect(files.length).toBeGreaterThan(1);
    const numbers = files.flatMap(({ text: content }) => JSON.parse(content).reviews.map(({ i }: { i: number }) => i));
    expect(new Set(numbers).size).toBe(500);
  });

  it('asks before everything is deleted, and deletes it', async () => {
    await keep('forward-value.1');
    const asked = await ada.ask('/me forget');
    expect(text(asked)).toContain('nobody can bring it back');
    expect(await ada.store.learning.cards('discord:1', 'ada')).toHaveLength(1);
    await ada.press(asked, 'Delete everything');
    expect(await ada.store.learning.cards('discord:1', 'ada')).toEqual([]);
    expect(text(await ada.ask('/me'))).toContain('Nothing is known of you yet.');
  });

  it('refuses another word with lines that work', async () => {
    await expect(ada.ask('/me remember')).rejects.toMatchObject({
      code: 'E_UNKNOWN_WHAT',
      remedies: ['/me', '/me export'],
    });
  });
});
