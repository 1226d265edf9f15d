import { describe, expect, it } from 'vitest';
import { ChannelGone, NotAllowed } from '../../../src/quiz/transport.ts';
import { verbOf } from '../../support/quizzes.ts';
import { openDaily } from './rig.ts';

const EVENING = { time: '18:00', zone: 'Europe/Berlin' };
const right = { kind: 'option', index: 0 } as const;
const wrong = { kind: 'option', index: 1 } as const;
type Rig = Awaited<ReturnType<typeof openDaily>>;

/** What was posted, by the first line. */
const titles = (rig: Rig): string[] => rig.texts().map((text) => text.split('\n')[0] ?? '');
const answer = (rig: Rig, user: string, given: typeof right | typeof wrong = right) =>
  rig.methods.answer(rig.who(user), given, `${rig.key()}.1`);
/** Somebody else's question is read by the rules of the fake: option A is right. */
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code ?? String(error),
  );

describe('the question of the day', () => {
  it('is posted at its time, and its answer is shown when the next one comes', async () => {
    const rig = await openDaily();
    const said = await rig.said(rig.daily.on(EVENING, rig.teacher()));
    expect(said).toContain('The next one comes Sunday, 15 November 2026, 18:00 (Europe/Berlin).');
    expect(titles(rig)).toEqual(['A question of the day']);
    await rig.pass(5);
    expect(titles(rig)[1]).toBe('Question of the day: Sunday, 15 November');
    const noted = await rig.said(answer(rig, 'ada'));
    expect(noted).toMatch(/^Noted: A\./);
    await rig.pass(24);
    expect(titles(rig).slice(2)).toEqual([
      'Answer to the question of Sunday, 15 November',
      'Question of the day: Monday, 16 November',
    ]);
    expect(rig.errors).toEqual([]);
  });

  it('tells nothing of the answer, nor of who gave which, before it is shown', async () => {
    const rig = await openDaily();
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    for (const user of ['ada', 'bo', 'cy']) await answer(rig, user);
    await rig.pass(2);
    const open = [...rig.texts().slice(1), ...rig.texts('edit')];
    expect(open.at(-1)).toContain('3 people have answered.');
    for (const text of open) expect(text).not.toMatch(/✔|ADA|BO\b|CY\b/);
    expect(await refused(rig.methods.mine(rig.who('ada'), `${rig.key()}.1`))).toBe('E_QUESTION_OPEN');
  });

  it.each([
    [0, 'Nobody answered.'],
    [1, 'One person answered.'],
    [2, 'of 2 people who answered were right.'],
  ])('says how %i people answered', async (count, words) => {
    const rig = await openDaily();
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    for (const user of ['ada', 'bo'].slice(0, count)) await answer(rig, user);
    await rig.pass(24);
    const text = rig.texts().at(-2) ?? '';
    expect(text).toMatch(/^Answer to the question of/);
    // Of two, none, one or both are right: the question is a true one.
    expect(text.replace(/\b1 of 2 people who answered was right/, 'of 2 people who answered were right')).toContain(
      words,
    );
    expect(text).not.toMatch(/ADA|BO\b/);
    expect(text).not.toContain('streak');
  });

  it('names who was right only where people were told before', async () => {
    const rig = await openDaily();
    await rig.daily.on({ ...EVENING, names: true }, rig.teacher());
    await rig.pass(5);
    expect(rig.texts().at(-1)).toContain('After that, whoever was right is named here.');
    const { questions } = await wholeOf(rig);
    const place = questions[0]?.options.findIndex((option: { right: boolean }) => option.right) ?? 0;
    await rig.methods.answer(rig.who('ada'), { kind: 'option', index: place }, `${rig.key()}.1`);
    await answer(rig, 'bo', { kind: 'option', index: place === 0 ? 1 : 0 } as never);
    // From now on without names: the open question keeps what was said.
    await rig.daily.on({ names: false }, rig.teacher());
    await rig.pass(24);
    expect(rig.texts().at(-2)).toContain('Right: ADA.');
    expect(rig.texts().at(-2)).not.toContain('BO');
    expect(rig.texts().at(-1)).toContain('nobody is named');
  });

  it('is asked early with "now", once a day', async () => {
    const rig = await openDaily();
    await rig.daily.on(EVENING, rig.teacher());
    expect(await rig.said(rig.daily.now(rig.teacher()))).toContain("Today's question comes now.");
    await rig.sweep();
    expect(titles(rig)).toHaveLength(2);
    expect(await refused(rig.daily.now(rig.teacher()))).toBe('E_DAILY_ASKED');
    await rig.pass(10);
    expect(titles(rig)).toHaveLength(2);
    expect(await rig.said(rig.daily.status(rig.teacher()))).toContain('Monday, 16 November 2026, 18:00');
    await rig.pass(20);
    expect(titles(rig)).toHaveLength(4);
  });

  it('is off at once: the open question is closed, and nothing comes any more', async () => {
    const rig = await openDaily();
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    expect(await rig.said(rig.daily.off(rig.teacher()))).toContain('its answer is shown');
    await rig.pass(48);
    expect(titles(rig).slice(2)).toEqual(['Answer to the question of Sunday, 15 November']);
    expect(await refused(rig.daily.off(rig.teacher()))).toBe('E_DAILY_OFF');
    expect(await rig.said(rig.daily.status(rig.who('ada')))).toContain('Off.');
  });

  it('changes its time with the open question', async () => {
    const rig = await openDaily();
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    await rig.daily.on({ time: '8am' }, rig.teacher());
    await rig.sweep();
    expect(rig.texts('edit').at(-1)).toContain('Answer until Monday, 16 November 2026, 08:00 (Europe/Berlin).');
    await rig.pass(14);
    expect(titles(rig).at(-1)).toBe('Question of the day: Monday, 16 November');
  });

  it('keeps what was chosen before, and takes it back with "all" and 0', async () => {
    const rig = await openDaily();
    await rig.daily.on({ ...EVENING, topic: 'graph', level: 2, days: 'mon-fri' }, rig.teacher());
    expect(await rig.said(rig.daily.on({}, rig.teacher()))).toContain(
      'at 18:00 (Europe/Berlin), Monday to Friday, about graph, level 2.',
    );
    expect(await rig.said(rig.daily.on({ topic: 'all', level: 0 }, rig.teacher()))).toContain('Monday to Friday.');
  });

  it('never asks the same question twice, and not the same type on two days in a row', async () => {
    const rig = await openDaily();
    await rig.daily.on({ ...EVENING, topic: 'graph', level: 1 }, rig.teacher());
    await rig.pass(24 * 21);
    const asked = rig.texts().filter((text) => text.startsWith('Question of the day'));
    const bodies = asked.map((text) => text.split('Answer until')[0]?.split('\n').slice(1).join('\n'));
    expect(asked).toHaveLength(21);
    expect(new Set(bodies).size).toBe(21);
    const row = await rig.store.learning.daily('discord:1', 'c');
    const types = JSON.parse(row?.state ?? '').past.map(({ type }: { type: string }) => type);
    types.forEach((type: string, i: number) => {
      expect(type).not.toBe(types[i + 1]);
    });
  });

  it('leaves a quiz in the same channel alone', async () => {
    const rig = await openDaily();
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    expect(await refused(rig.methods.status(rig.who('ada')))).toBe('E_NO_QUIZ');
    await rig.methods.start(rig.teacher(), { rounds: 1, seconds: 45 });
    await rig.sweep();
    expect(titles(rig).at(-1)).toBe('A quiz begins');
    await answer(rig, 'ada');
    expect(await rig.said(rig.methods.status(rig.who('ada')))).toContain('about to begin');
    await rig.methods.stop(rig.teacher());
    await rig.pass(24);
    expect(titles(rig)).toContain('Answer to the question of Sunday, 15 November');
  });
});

/** The session of the open question. */
async function wholeOf(rig: Rig) {
  const questions = await rig.store.quizzes.questions(rig.key());
  return { questions: questions.map((content) => JSON.parse(content)) };
}

describe('what may go wrong', () => {
  it('cannot be turned on where we may not write', async () => {
    const rig = await openDaily({ fail: () => new NotAllowed('not_in_channel') });
    const error = await rig.daily.on(EVENING, rig.teacher()).catch((one) => one);
    expect([error.code, error.hint]).toEqual(['E_CHANNEL_CLOSED', expect.stringContaining('Allow me')]);
    expect(await rig.store.learning.daily('discord:1', 'c')).toBeUndefined();
  });

  it('waits where we may not write any more: who turned it on is told, and turns it on again', async () => {
    let lost = false;
    const rig = await openDaily({ fail: (how) => (lost && how !== 'whisper' ? new NotAllowed('no') : undefined) });
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    for (const user of ['ada', 'bo', 'cy']) await answer(rig, user);
    await rig.pass(1);
    lost = true;
    await rig.pass(24 * 3);
    expect(rig.texts('whisper')).toEqual([expect.stringContaining('the question of the day waits')]);
    expect(await rig.said(rig.daily.status(rig.teacher()))).toContain('It waits: I may not write in this channel.');
    lost = false;
    const before = titles(rig).length;
    await rig.daily.on({}, rig.teacher());
    await rig.pass(24);
    expect(titles(rig).slice(before)).toEqual(['A question of the day', expect.stringMatching(/^Question of the day/)]);
    expect(rig.texts('whisper')).toHaveLength(1);
  });

  it('goes off where the channel is gone', async () => {
    let gone = false;
    const rig = await openDaily({ fail: () => (gone ? new ChannelGone('no') : undefined) });
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    gone = true;
    await rig.pass(24 * 3);
    expect((await rig.store.learning.daily('discord:1', 'c'))?.due).toBeUndefined();
  });

  it('posts again what somebody deleted', async () => {
    const { MessageGone } = await import('../../../src/quiz/transport.ts');
    let deleted = false;
    const rig = await openDaily({ fail: (how) => (deleted && how === 'edit' ? new MessageGone('no') : undefined) });
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    deleted = true;
    await answer(rig, 'ada');
    await rig.pass(1);
    deleted = false;
    expect(titles(rig).slice(1)).toEqual(Array(2).fill('Question of the day: Sunday, 15 November'));
  });

  it('pins the question while it is open, and says where it may not', async () => {
    const pins: string[] = [];
    let may = true;
    const pin = async (_: unknown, id: string, on: boolean) => {
      if (!may) throw new NotAllowed('no');
      pins.push(`${on ? 'on' : 'off'} ${id}`);
    };
    const rig = await openDaily({ transport: { pin } });
    await rig.daily.on({ ...EVENING, pin: true }, rig.teacher());
    await rig.pass(29);
    expect(pins).toEqual(['on m2', 'off m2', 'on m4']);
    expect(await rig.said(rig.daily.status(rig.teacher()))).toContain('The question is pinned while it is open.');
    may = false;
    await rig.pass(24);
    expect(await rig.said(rig.daily.status(rig.teacher()))).toContain('I may not pin messages here');
    expect(titles(rig)).toHaveLength(6);
  });

  it('says where nothing can be pinned', async () => {
    const rig = await openDaily();
    expect(await rig.said(rig.daily.on({ ...EVENING, pin: true }, rig.teacher()))).toContain('cannot be pinned here');
  });
});

describe('who may', () => {
  const acts = (rig: Rig, who: ReturnType<Rig['who']>) => ({
    on: () => rig.daily.on(EVENING, who),
    now: () => rig.daily.now(who),
    status: () => rig.daily.status(who),
    off: () => rig.daily.off(who),
  });

  it.each([
    ['a manager', { manages: true }, 'done done done done'],
    ['whoever turned it on', { user: 'host' }, 'done done done done'],
    ['anybody else', {}, 'E_NOT_ALLOWED E_NOT_ALLOWED done E_NOT_ALLOWED'],
  ])('%s', async (_, more, expected) => {
    const rig = await openDaily();
    await rig.daily.on(EVENING, rig.teacher({ user: 'host' }));
    const outcomes: string[] = [];
    for (const act of Object.values(acts(rig, rig.who('ada', more)))) outcomes.push(await refused(act()));
    expect(outcomes.join(' ')).toBe(expected);
  });

  it('may on Slack, where nobody manages, be turned on by anyone, and then changed by them alone', async () => {
    const rig = await openDaily();
    const slack = { tenant: 'slack:1' };
    expect(await refused(rig.daily.on(EVENING, rig.who('ada', slack)))).toBe('done');
    expect(await refused(rig.daily.on(EVENING, rig.who('bo', slack)))).toBe('E_NOT_ALLOWED');
    expect(await refused(rig.daily.off(rig.who('bo', slack)))).toBe('E_NOT_ALLOWED');
    expect(await refused(rig.daily.off(rig.who('ada', slack)))).toBe('done');
    expect(await refused(rig.daily.on(EVENING, rig.who('bo', slack)))).toBe('done');
  });

  it('may be turned on by anybody in their own direct messages', async () => {
    const rig = await openDaily();
    expect(await refused(rig.daily.on(EVENING, rig.who('ada', { tenant: 'discord:ada', channel: 'dm' })))).toBe('done');
    expect(await refused(rig.daily.on(EVENING, rig.who('ada', { tenant: 'discord:adalbert' })))).toBe('E_NOT_ALLOWED');
  });

  it('gives names to nobody, not even to who turned it on, where none were promised', async () => {
    const rig = await openDaily();
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    await answer(rig, 'ada');
    const key = rig.key();
    await rig.pass(24);
    const report = (people: boolean) =>
      rig.quizzes.quizzes.perform(verbOf('report'), { detail: 'full', page: 1, people, quiz: key }, rig.teacher());
    expect(await refused(report(true))).toBe('E_NAMELESS');
    expect(await rig.said(report(false))).not.toContain('ADA');
    const csv = rig.quizzes.quizzes.perform(verbOf('export'), { as: 'csv', quiz: key }, rig.teacher());
    expect(await refused(csv)).toBe('E_NAMELESS');
  });
});

describe('what an answer is worth beside', () => {
  it('is a review of whoever gave it, once its answer is shown, and leads to what is asked later', async () => {
    const rig = await openDaily();
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    for (const user of ['ada', 'bo', 'cy']) await answer(rig, user);
    expect(await rig.store.learning.cards('discord:1', 'ada')).toEqual([]);
    const { questions } = await wholeOf(rig);
    await rig.pass(24);
    const cards = await rig.store.learning.cards('discord:1', 'ada');
    const { type, level } = questions[0];
    expect(cards.map(({ card }) => card)).toEqual(expect.arrayContaining([expect.stringMatching(/^(skill|bug):/)]));
    const known = await rig.store.learning.skillsIn('discord:1', 'c', 0);
    for (const { card } of known) expect(card).toBe(`skill:${type}.${level}`);
    expect(await rig.store.learning.skillsIn('discord:1', 'elsewhere', 0)).toEqual([]);
  });

  it.each([
    [2, 'One person answered.'],
    [5, 'of 5 people who answered'],
  ])('of %i people, one who asks to be forgotten leaves %s', async (count, words) => {
    const rig = await openDaily();
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    const users = ['ada', 'bo', 'cy', 'dee', 'eve'].slice(0, count);
    for (const user of users) await answer(rig, user);
    const key = rig.key();
    await rig.pass(24);
    await rig.methods.forgetMe(rig.who('ada'));
    await rig.pass(1);
    const people = await rig.store.quizzes.people(key);
    expect(people.map(({ user }) => user)).not.toContain('ada');
    expect(rig.texts('edit').findLast((text) => text.startsWith('Answer to'))).toContain(words);
    expect(await rig.store.learning.cards('discord:1', 'ada')).toEqual([]);
  });

  it('forgets who turned it on, and goes on', async () => {
    const rig = await openDaily();
    await rig.daily.on(EVENING, rig.teacher());
    await rig.methods.forgetMe(rig.teacher());
    await rig.pass(5);
    expect(titles(rig)).toHaveLength(2);
    const row = await rig.store.quizzes.session(rig.key());
    expect([row?.state, row?.settings].join()).not.toContain('teacher');
  });
});

describe('alone', () => {
  it('shows what is right as soon as it is answered, and what the answer suggests', async () => {
    const rig = await openDaily({ solo: true });
    await rig.daily.on(EVENING, rig.teacher());
    await rig.pass(5);
    expect(rig.texts()).toEqual([expect.stringContaining('You see what is right as soon as you have answered.')]);
    await answer(rig, 'teacher');
    await rig.sweep();
    expect(titles(rig)).toEqual([
      'Question of the day: Sunday, 15 November',
      'Answer to the question of Sunday, 15 November',
    ]);
    expect(rig.texts('whisper')).toEqual([expect.stringMatching(/^Your answer: A/)]);
    expect(rig.texts().join()).not.toMatch(/streak|person|people/);
    await rig.pass(24);
    expect(titles(rig)).toHaveLength(3);
  });
});
