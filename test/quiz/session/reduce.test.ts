import { describe, expect, it } from 'vitest';
import { clickTime, paceOf } from '../../../src/quiz/session/times.ts';
import { plainQuestion } from '../host/rig.ts';
import { game, kinds, playing, READ, START } from './game.ts';

describe('a quiz', () => {
  it('goes from the lobby through every question and reveal to its end', () => {
    const quiz = game(2);
    expect(kinds(quiz.go({ kind: 'open' }))).toEqual(['post lobby']);
    quiz.go({ kind: 'join', user: 'a' });
    const stages: string[] = [];
    for (let i = 0; i < 8; i++) {
      stages.push(`${quiz.state.stage.at} ${quiz.state.n}`);
      quiz.next();
    }
    expect(stages).toEqual([
      'lobby 0',
      'asking 1',
      'grace 1',
      'reveal 1',
      'asking 2',
      'grace 2',
      'reveal 2',
      'ended 2',
    ]);
    expect(quiz.state.stage).toEqual({ at: 'ended', why: 'played' });
  });

  it('begins when the host says so, or once somebody has joined and the lobby is over', () => {
    const quiz = game();
    quiz.go({ kind: 'open' });
    quiz.next();
    expect(quiz.state.stage.at).toBe('lobby');
    expect(kinds(quiz.go({ kind: 'begin', user: 'host' }))).toEqual(['edit lobby', 'post q1']);
    expect(quiz.refused({ kind: 'begin', user: 'host' })).toBe('begun');
  });

  it('waits for people who are on their way for ten minutes, and then for anybody', () => {
    const quiz = game();
    quiz.go({ kind: 'open' });
    const from = quiz.now;
    while (quiz.state.stage.at === 'lobby') quiz.next();
    expect(quiz.state.stage).toMatchObject({ at: 'paused', why: 'nobody' });
    expect(quiz.now - from).toBe(10 * 60_000);
  });

  it('gives each question its seconds and the time to read it, from when it is shown', () => {
    const quiz = playing();
    expect(quiz.state.stage).toMatchObject({ at: 'asking', due: quiz.now + 60_000 + READ });
    const late = game();
    late.go({ kind: 'open' });
    late.happen({ kind: 'begin', user: 'host' });
    late.wait(50_000);
    expect(late.happen({ kind: 'tick' })).toEqual([]);
    late.happen({ kind: 'posted', message: 'q1', copy: 1, id: 'x' });
    expect(late.state.stage).toMatchObject({ shown: true, due: late.now + 60_000 + READ });
  });

  it('goes on after the reveal at once when the host says so', () => {
    const quiz = playing();
    quiz.next();
    quiz.next();
    expect(kinds(quiz.go({ kind: 'begin', user: 'host' }))).toEqual(['post q2']);
  });

  it('waits for nobody when there is one player', () => {
    const quiz = game(1, { solo: true, people: ['host'] });
    expect(kinds(quiz.go({ kind: 'open' }))).toEqual(['post q1']);
    quiz.answer('host');
    expect(quiz.state.stage).toMatchObject({ due: quiz.now });
    expect([quiz.next(), quiz.next()].map(kinds)).toEqual([['edit q1'], ['post r1', 'keep']]);
    expect(quiz.now).toBe(START);
  });
});

describe('an answer', () => {
  it('does not end the question, and the last of all who joined closes it two seconds later', () => {
    const quiz = playing();
    const opened = quiz.now;
    quiz.answer('a');
    expect(quiz.state.stage).toMatchObject({ due: opened + 60_000 + READ });
    quiz.answer('b');
    expect(quiz.state.stage).toMatchObject({ due: opened + 2_000 });
    quiz.wait(1_000);
    quiz.happen({ kind: 'join', user: 'c' });
    expect(quiz.state.stage).toMatchObject({ due: opened + 60_000 + READ });
    quiz.wait(30_000);
    quiz.answer('c');
    expect(quiz.state.stage).toMatchObject({ due: quiz.now + 2_000 });
    // Nobody is late any more: the answer is shown once what is on its way has arrived.
    expect(kinds(quiz.next())).toEqual(['edit q1']);
    const closed = quiz.now;
    expect(kinds(quiz.next())).toEqual(['post r1', 'keep']);
    expect(quiz.now - closed).toBe(1_000);
  });

  it('does not hold the others up when it is changed', () => {
    const quiz = playing();
    quiz.wait(20_000);
    for (const user of ['a', 'b']) quiz.answer(user);
    const { stage } = quiz.state;
    quiz.wait(1_000);
    expect(quiz.answer('a')).toEqual([]);
    expect(quiz.state.stage).toEqual(stage);
  });

  it('makes somebody a participant', () => {
    const quiz = playing();
    quiz.answer('new');
    expect(quiz.state).toMatchObject({ people: ['a', 'b', 'new'], answered: ['new'] });
  });

  it.each([
    [0, undefined],
    [1_500, undefined],
    [1_501, 'closed'],
    [5_000, 'closed'],
  ])('made %i ms after the deadline is judged by the time of the click', (after, why) => {
    const quiz = playing();
    quiz.next();
    const deadline = quiz.now;
    quiz.wait(2_400);
    expect(quiz.refused({ kind: 'answer', user: 'a', n: 1, at: deadline + after })).toBe(why);
  });

  it('that arrives when the deadline has passed unnoticed is judged the same', () => {
    const quiz = playing();
    const deadline = quiz.now + 60_000 + READ;
    quiz.wait(70_000);
    expect(quiz.refused({ kind: 'answer', user: 'a', n: 1, at: deadline + 1_500 })).toBeUndefined();
    expect(quiz.refused({ kind: 'answer', user: 'a', n: 1, at: deadline + 1_501 })).toBe('closed');
  });

  it('to another question, before the first or after the last is refused', () => {
    const quiz = playing();
    expect(quiz.refused({ kind: 'answer', user: 'a', n: 2, at: quiz.now })).toBe('not-asked');
    expect(game().refused({ kind: 'answer', user: 'a', n: 0, at: START })).toBe('not-begun');
    quiz.go({ kind: 'stop', user: 'host' });
    expect(quiz.refused({ kind: 'answer', user: 'a', n: 1, at: quiz.now })).toBe('closed');
  });

  it('that is refused changes nothing', () => {
    const quiz = playing();
    quiz.next();
    quiz.wait(10_000);
    const before = quiz.state;
    quiz.answer('a');
    expect(quiz.state).toEqual(before);
  });
});

describe.each([
  ['in time', 0, 0, 0],
  ['a second ago', -1_000, 0, -1_000],
  ['long ago', -60_000, 0, -5_000],
  ['in the future', 60_000, 0, 0],
  ['at no time', Number.NaN, 0, 0],
])('the time of a click made %s', (_, at, received, expected) => {
  it('is the platform’s own as far as it can be true', () => {
    expect(clickTime(START + at, START + received)).toBe(START + expected);
  });
});

describe('what goes wrong', () => {
  it('a restart: what is over is revealed, the rest goes on to the same deadline', () => {
    const quiz = playing();
    const { stage } = quiz.state;
    quiz.wait(30_000);
    expect(quiz.happen({ kind: 'tick' })).toEqual([]);
    expect(quiz.state.stage).toEqual(stage);
    quiz.wait(40_000);
    expect(kinds(quiz.go({ kind: 'tick' }))).toEqual(['edit q1']);
    expect(kinds(quiz.next())).toEqual(['post r1', 'keep']);
  });

  it('a long outage: the question is shown again with its time anew, and its answers kept', () => {
    const quiz = playing();
    quiz.answer('a');
    quiz.wait(3_600_000);
    expect(quiz.go({ kind: 'outage' })).toEqual([
      { kind: 'retire', message: 'q1', id: 'm2' },
      { kind: 'post', message: 'q1', copy: 2 },
    ]);
    expect(quiz.state).toMatchObject({ answered: ['a'], stage: { again: 'outage', due: quiz.now + 60_000 + READ } });
  });

  it('a long outage: what was not shown yet waits for its message, what was has its time anew', () => {
    const HOUR = 3_600_000;
    const UNREACHABLE = 10 * 60_000;
    const lobby = game();
    lobby.happen({ kind: 'open' });
    lobby.wait(HOUR);
    expect(lobby.happen({ kind: 'outage' })).toEqual([]);
    expect(lobby.state.stage).toMatchObject({ at: 'lobby', shown: false, due: lobby.now + UNREACHABLE });
    lobby.happen({ kind: 'posted', message: 'lobby', copy: 1, id: 'x' });
    const full = (lobby.state.stage as { due: number }).due - lobby.now;
    lobby.wait(HOUR);
    lobby.happen({ kind: 'outage' });
    expect(lobby.state.stage).toMatchObject({ at: 'lobby', shown: true, due: lobby.now + full });

    lobby.happen({ kind: 'begin', user: 'host' });
    lobby.wait(HOUR);
    expect(lobby.happen({ kind: 'outage' })).toEqual([]);
    expect(lobby.state.stage).toMatchObject({ at: 'asking', shown: false, due: lobby.now + UNREACHABLE });

    const quiz = playing();
    quiz.answer('a');
    quiz.next();
    expect(quiz.state.stage.at).toBe('grace');
    quiz.wait(HOUR);
    quiz.go({ kind: 'outage' });
    expect(quiz.state.stage).toMatchObject({ at: 'grace' });
    quiz.happen({ kind: 'tick' });
    quiz.wait(HOUR);
    expect(quiz.happen({ kind: 'outage' })).toEqual([]);
    expect(quiz.state.stage).toMatchObject({ at: 'reveal', shown: false, due: quiz.now + UNREACHABLE });
    quiz.happen({ kind: 'posted', message: 'r1', copy: 1, id: 'x' });
    const pace = (quiz.state.stage as { due: number }).due - quiz.now;
    quiz.wait(HOUR);
    quiz.go({ kind: 'outage' });
    expect(quiz.state.stage).toMatchObject({ at: 'reveal', shown: true, due: quiz.now + pace });
  });

  it('two click at once: both count', () => {
    const quiz = playing();
    quiz.answer('a', 1, quiz.now);
    quiz.answer('b', 1, quiz.now);
    expect(quiz.state.answered).toEqual(['a', 'b']);
  });

  it('someone answers twice: they have answered once', () => {
    const quiz = playing();
    quiz.answer('a');
    quiz.answer('a');
    expect(quiz.state.answered).toEqual(['a']);
  });

  it('a late click: buttons are off before the reveal, which comes when what was in time must have arrived', () => {
    const quiz = playing();
    quiz.next();
    const deadline = quiz.now;
    quiz.wait(2_499);
    expect(quiz.happen({ kind: 'tick' })).toEqual([]);
    expect(kinds(quiz.next())).toEqual(['post r1', 'keep']);
    expect(quiz.now - deadline).toBe(2_500);
  });

  it('a class comes into a room one after the other: each puts the beginning off, at most to ten minutes', () => {
    const quiz = game(3, { owned: true });
    quiz.go({ kind: 'open' });
    const since = quiz.now;
    quiz.wait(20_000);
    quiz.happen({ kind: 'join', user: 'a' });
    expect(quiz.state.stage).toMatchObject({ at: 'lobby', due: since + 50_000 });
    for (let i = 0; i < 40; i++) {
      quiz.wait(20_000);
      if (quiz.state.stage.at === 'lobby') quiz.happen({ kind: 'join', user: `p${i}` });
      quiz.go({ kind: 'tick' });
    }
    expect(quiz.state.stage.at).not.toBe('lobby');
    expect(quiz.state.people).toHaveLength(30);
  });

  it('the host leaves: it goes on, and once it has stood still for 60 s anyone may lead', () => {
    const quiz = playing(4);
    for (let i = 0; i < 5; i++) {
      quiz.wait(60_000);
      expect(quiz.refused({ kind: 'lead', user: 'a' })).toBe('goes-on');
      quiz.next();
    }
    expect(kinds(quiz.next())).toEqual(['post pause', 'whisper']);
    quiz.wait(59_999);
    expect(quiz.refusal({ kind: 'lead', user: 'a' })).toEqual({ why: 'host-here', inMs: 1 });
    quiz.wait(1);
    quiz.happen({ kind: 'lead', user: 'a' });
    expect(quiz.state.hosts).toEqual(['host', 'a']);
  });

  it('the host stops it behind a question that is closed: that question counts', () => {
    const quiz = playing();
    quiz.answer('a');
    quiz.next();
    expect(quiz.state.stage.at).toBe('grace');
    expect(kinds(quiz.go({ kind: 'stop', user: 'host' }))).toEqual(['clear', 'edit q1', 'post end']);
    expect(quiz.state).toMatchObject({ revealed: 1, stage: { at: 'ended', why: 'stopped' } });
  });

  it('two rounds without answers: it pauses, and goes on with the next question', () => {
    const quiz = playing(4);
    for (let i = 0; i < 5; i++) quiz.next();
    expect(kinds(quiz.next())).toEqual(['post pause', 'whisper']);
    expect(quiz.state.stage).toMatchObject({ at: 'paused', why: 'nobody' });
    expect(kinds(quiz.go({ kind: 'resume', user: 'host' }))).toEqual(['post q3']);
  });

  it('an answer between two rounds without: it goes on', () => {
    const quiz = playing(4);
    for (let i = 0; i < 3; i++) quiz.next();
    quiz.answer('a');
    for (let i = 0; i < 6; i++) quiz.next();
    expect(quiz.state).toMatchObject({ n: 4, stage: { at: 'asking' } });
  });

  it('a message is deleted: it is sent again once, with its time anew', () => {
    const quiz = playing();
    quiz.wait(30_000);
    expect(quiz.go({ kind: 'missing', message: 'q1', id: quiz.lastId() })).toEqual([
      { kind: 'post', message: 'q1', copy: 2 },
    ]);
    expect(quiz.state.stage).toMatchObject({ again: 'lost', due: quiz.now + 60_000 + READ });
    expect(quiz.go({ kind: 'missing', message: 'q1', id: quiz.lastId() })).toEqual([]);
    expect(kinds(quiz.next())).toEqual([]);
    expect(kinds(quiz.next())).toEqual(['post r1', 'keep']);
  });

  it('the message of another time is deleted: nothing happens', () => {
    const quiz = playing();
    expect(quiz.go({ kind: 'missing', message: 'lobby', id: 'm1' })).toEqual([]);
    expect(quiz.go({ kind: 'missing', message: 'q1', id: 'm999' })).toEqual([]);
  });

  it('the channel is gone: it is aborted, and what was revealed still counts', () => {
    const quiz = playing();
    quiz.next();
    quiz.next();
    expect(quiz.go({ kind: 'channel-gone' })).toEqual([
      { kind: 'clear' },
      { kind: 'whisper', user: 'host', about: 'end' },
    ]);
    expect(quiz.state).toMatchObject({ stage: { at: 'aborted', why: 'channel-gone' }, revealed: 1 });
    expect(quiz.refused({ kind: 'resume', user: 'host' })).toBe('over');
  });

  it('the permission is lost: it pauses, tells the host, and asks the same question again', () => {
    const quiz = playing();
    quiz.answer('a');
    expect(quiz.go({ kind: 'not-allowed' })).toEqual([
      { kind: 'clear' },
      { kind: 'whisper', user: 'host', about: 'paused' },
    ]);
    expect(quiz.refused({ kind: 'answer', user: 'b', n: 1, at: quiz.now })).toBe('paused');
    expect(kinds(quiz.go({ kind: 'resume', user: 'host' }))).toEqual(['retire q1', 'post q1']);
    expect(quiz.state).toMatchObject({ n: 1, answered: ['a'], stage: { at: 'asking', again: 'resumed' } });
  });

  it('the permission is lost at the reveal: the reveal comes after the pause', () => {
    const quiz = playing();
    quiz.next();
    quiz.wait(2_500);
    quiz.happen({ kind: 'tick' });
    quiz.happen({ kind: 'not-allowed' });
    expect(quiz.go({ kind: 'resume', user: 'host' })).toEqual([{ kind: 'post', message: 'r1', copy: 2 }]);
    expect(kinds(quiz.next())).toEqual(['post q2']);
  });

  it('a message cannot be sent for ten minutes: it pauses instead of running on unseen', () => {
    const quiz = game();
    quiz.happen({ kind: 'open' });
    quiz.wait(10 * 60_000 - 1);
    expect(quiz.happen({ kind: 'tick' })).toEqual([]);
    quiz.wait(1);
    expect(kinds(quiz.happen({ kind: 'tick' }))).toEqual(['clear', 'whisper']);
    expect(kinds(quiz.go({ kind: 'resume', user: 'host' }))).toEqual(['post lobby']);
  });

  it('a delivery is repeated: a message that is known already begins nothing anew', () => {
    const quiz = playing();
    quiz.go({ kind: 'not-allowed' });
    quiz.happen({ kind: 'resume', user: 'host' });
    const { stage } = quiz.state;
    quiz.happen({ kind: 'posted', message: 'q1', copy: 1, id: 'old' });
    expect(quiz.state.stage).toEqual(stage);
  });

  it('many answer at once: the count is brought up to date at least 2 s apart, and not lost', () => {
    const quiz = playing();
    const times: number[] = [];
    for (let i = 0; i < 40; i++) {
      quiz.wait(250);
      for (const effect of quiz.answer(`user ${i}`)) if (effect.kind === 'edit') times.push(effect.from);
    }
    expect(times.length).toBeGreaterThan(3);
    for (const [i, time] of times.entries())
      if (i > 0) expect(time - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(2_000);
    expect(times.at(-1)).toBeGreaterThanOrEqual(quiz.now);
  });

  it('somebody wants to be forgotten: every message is said anew without them, and nobody waits for them', () => {
    const quiz = playing();
    quiz.wait(20_000);
    quiz.answer('a');
    expect(kinds(quiz.happen({ kind: 'forget', user: 'b' }))).toEqual(['edit lobby', 'edit q1']);
    expect(quiz.state).toMatchObject({ people: ['a'], answered: ['a'], stage: { due: quiz.now + 2_000 } });
    quiz.happen({ kind: 'forget', user: 'host' });
    expect(quiz.state.hosts).toEqual([]);
    expect(quiz.refused({ kind: 'lead', user: 'a' })).toBeUndefined();
    expect(JSON.stringify(quiz.state)).not.toContain('"b"');
  });

  it('nobody comes back to a paused quiz: it is given up after a day', () => {
    const quiz = playing();
    quiz.go({ kind: 'not-allowed' });
    const from = quiz.now;
    expect(kinds(quiz.next())).toEqual(['clear', 'edit q1', 'post end']);
    expect([quiz.state.stage, quiz.now - from]).toEqual([{ at: 'aborted', why: 'abandoned' }, 24 * 3_600_000]);
  });

  it('the host stops it: the open question does not count', () => {
    const quiz = playing();
    quiz.answer('a');
    expect(kinds(quiz.go({ kind: 'stop', user: 'host' }))).toEqual(['clear', 'edit q1', 'post end']);
    expect(quiz.state).toMatchObject({ revealed: 0, stage: { at: 'ended', why: 'stopped' } });
  });

  it.each<[at: string, how: (quiz: ReturnType<typeof playing>) => void, edited: string]>([
    ['in grace', (quiz) => quiz.next(), 'q1'],
    ['at a reveal', (quiz) => [quiz.next(), quiz.next()], 'r1'],
    ['in a pause of a question', (quiz) => quiz.go({ kind: 'not-allowed' }), 'q1'],
    ['in a pause of a reveal', (quiz) => [quiz.next(), quiz.next(), quiz.go({ kind: 'not-allowed' })], 'r1'],
  ])('the host stops it %s: what it stands on loses its buttons', (_, how, edited) => {
    const quiz = playing();
    how(quiz);
    expect(kinds(quiz.go({ kind: 'stop', user: 'host' }))).toEqual(['clear', `edit ${edited}`, 'post end']);
    expect(quiz.refused({ kind: 'stop', user: 'host' })).toBe('over');
  });

  it('one player who is away is told once that it waits', () => {
    const quiz = game(4, { solo: true, people: ['host'] });
    quiz.go({ kind: 'open' });
    while (quiz.state.stage.at !== 'paused') expect(kinds(quiz.next())).not.toContain('whisper');
  });
});

describe('after the reveal is there', () => {
  it('each who answered is told alone what their answer suggests', () => {
    const quiz = playing();
    for (const user of ['a', 'b']) quiz.answer(user);
    quiz.next();
    quiz.wait(1_000);
    quiz.happen({ kind: 'tick' });
    expect(quiz.happen({ kind: 'posted', message: 'r1', copy: 1, id: 'r' })).toEqual([
      { kind: 'whisper', user: 'a', about: 'mine', n: 1 },
      { kind: 'whisper', user: 'b', about: 'mine', n: 1 },
    ]);
  });
});

describe('the pace of a question', () => {
  it('grows with its length, up to a limit', () => {
    const short = plainQuestion(1);
    const long = { ...short, prompt: [{ kind: 'code' as const, text: 'x'.repeat(300) }] };
    const longest = { ...short, prompt: [{ kind: 'code' as const, text: 'x'.repeat(30_000) }] };
    expect(paceOf(long).read - paceOf(short).read).toBeGreaterThan(18_000);
    expect(paceOf(longest).read).toBe(45_000);
  });
});

describe('what the host does with an open question', () => {
  it('reveals it now: buttons go, and what was pressed a moment before still counts', () => {
    const quiz = playing();
    quiz.answer('a');
    expect(kinds(quiz.happen({ kind: 'reveal', user: 'host' }))).toEqual(['edit q1']);
    expect(quiz.refused({ kind: 'answer', user: 'b', n: 1, at: quiz.now + 1_500 })).toBeUndefined();
    expect(quiz.refused({ kind: 'answer', user: 'b', n: 1, at: quiz.now + 1_501 })).toBe('closed');
    const from = quiz.now;
    expect(kinds(quiz.next())).toEqual(['post r1', 'keep']);
    expect(quiz.now - from).toBe(2_500);
  });

  it('reveals it twice, or as it closes: one reveal, at the same time', () => {
    const quiz = playing();
    quiz.happen({ kind: 'reveal', user: 'host' });
    const { stage } = quiz.state;
    quiz.wait(1_000);
    expect(quiz.happen({ kind: 'reveal', user: 'host' })).toEqual([]);
    expect(quiz.state.stage).toEqual(stage);
    expect(kinds(quiz.next())).toEqual(['post r1', 'keep']);
    expect(quiz.refused({ kind: 'reveal', user: 'host' })).toBe('not-open');
  });

  it.each(['asking', 'grace'])('skips it while %s: it is revealed at once, and counts for nobody', (at) => {
    const quiz = playing();
    quiz.answer('a');
    if (at === 'grace') quiz.next();
    expect(kinds(quiz.go({ kind: 'skip', user: 'host' }))).toEqual(['edit q1', 'post r1', 'keep']);
    expect(quiz.state).toMatchObject({ revealed: 1, skipped: [1], answered: [], idle: 0, stage: { at: 'reveal' } });
    expect(quiz.refused({ kind: 'answer', user: 'b', n: 1, at: quiz.now })).toBe('closed');
    expect(quiz.refused({ kind: 'skip', user: 'host' })).toBe('not-open');
    expect(kinds(quiz.next())).toEqual(['post q2']);
  });

  it('gives a minute more, as often as it is asked for', () => {
    const quiz = playing();
    const { due } = quiz.state.stage as { due: number };
    quiz.wait(50_000);
    expect(kinds(quiz.happen({ kind: 'extend', user: 'host' }))).toEqual(['edit q1']);
    expect(quiz.state.stage).toMatchObject({ due: due + 60_000, full: due + 60_000 });
    quiz.happen({ kind: 'extend', user: 'host' });
    expect(quiz.state.stage).toMatchObject({ due: due + 120_000 });
    for (const user of ['a', 'b']) quiz.answer(user);
    expect(quiz.state.stage).toMatchObject({ due: quiz.now + 2_000 });
  });

  it('keeps the minute through a pause and an outage, and for this question only', () => {
    const quiz = playing();
    quiz.happen({ kind: 'extend', user: 'host' });
    quiz.go({ kind: 'not-allowed' });
    quiz.wait(5_000);
    quiz.go({ kind: 'resume', user: 'host' });
    expect(quiz.state.stage).toMatchObject({ due: quiz.now + 120_000 + READ });
    quiz.go({ kind: 'outage' });
    expect(quiz.state.stage).toMatchObject({ due: quiz.now + 120_000 + READ });
    for (let i = 0; i < 3; i++) quiz.next();
    expect(quiz.state).toMatchObject({ n: 2, extra: 0, stage: { due: quiz.now + 60_000 + READ } });
  });

  it.each([
    'reveal',
    'skip',
    'extend',
  ] as const)('%s: not before the question is there, in a pause, of another one', (kind) => {
    const lobby = game();
    lobby.go({ kind: 'open' });
    expect(lobby.refused({ kind, user: 'host' })).toBe('not-open');
    lobby.happen({ kind: 'begin', user: 'host' });
    expect(lobby.refused({ kind, user: 'host' })).toBe('not-open');
    const quiz = playing();
    expect(quiz.refused({ kind, user: 'a' })).toBe('role');
    expect(quiz.refused({ kind, user: 'host', n: 2 })).toBe('not-open');
    quiz.go({ kind: 'not-allowed' });
    expect(quiz.refused({ kind, user: 'host' })).toBe('paused');
    quiz.go({ kind: 'stop', user: 'host' });
    expect(quiz.refused({ kind, user: 'host' })).toBe('over');
  });
});

describe('somebody who is still choosing', () => {
  it('is waited for, and counts as they are when the time is over', () => {
    const quiz = playing();
    quiz.answer('a');
    quiz.happen({ kind: 'answer', user: 'b', final: false });
    expect(quiz.state).toMatchObject({
      answered: ['a', 'b'],
      choosing: ['b'],
      stage: { due: quiz.now + 60_000 + READ },
    });
    expect(quiz.happen({ kind: 'answer', user: 'b', final: false })).toEqual([]);
    quiz.answer('b');
    expect(quiz.state).toMatchObject({ choosing: [], stage: { due: quiz.now + 2_000 } });
    // Whoever is done holds nobody up by pressing on.
    quiz.happen({ kind: 'answer', user: 'b', final: false });
    expect(quiz.state).toMatchObject({ choosing: [], stage: { due: quiz.now + 2_000 } });
  });
});
