import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseLine } from '../../../src/command/parse.ts';
import { grade } from '../../../src/questions/grading/grade.ts';
import { letterOf } from '../../../src/questions/letters.ts';
import { makeQuestion } from '../../../src/questions/make.ts';
import { createQuizzes, type QuizService } from '../../../src/quiz/host/create.ts';
import { loadWhole } from '../../../src/quiz/host/load.ts';
import type { Transport } from '../../../src/quiz/transport.ts';
import { quizViews } from '../../../src/quiz/views/index.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import type { QuizStore } from '../../../src/store/quiz-store.ts';
import { commands } from '../../commands/run.ts';
import { type Opened, QUIZ_STORES } from '../../store/kinds.ts';
import { type FakeClock, fakeClock, fakeTransport, surroundings, visitor } from '../host/rig.ts';

const HOUR = 3_600_000;
/** A Wednesday noon. */
const START = Date.UTC(2026, 11, 2, 12);

describe.each(QUIZ_STORES)('a task in $name', ({ without, open }) => {
  let opened: Opened;
  let store: QuizStore;
  let tenant: string;
  let clock: FakeClock;
  let channel: ReturnType<typeof fakeTransport>;
  let service: QuizService;

  beforeAll(async () => {
    if (without) return;
    opened = await open();
    store = opened.quizzes;
  });
  afterAll(() => opened?.close());

  /** As a new process, on what the one before has kept. */
  const restart = (): void => {
    const { transport } = channel;
    // Tasks of the other tests are in the same place.
    const here: Transport = {
      post: (place, ...rest) =>
        place.tenant === tenant ? transport.post(place, ...rest) : Promise.resolve({ id: 'x' }),
      edit: async (place, ...rest) => (place.tenant === tenant ? transport.edit(place, ...rest) : undefined),
      whisper: async (place, ...rest) => (place.tenant === tenant ? transport.whisper(place, ...rest) : true),
    };
    service = createQuizzes({
      ...surroundings({ store, clock, transports: new Map([['discord', { transport: here, solo: false }]]) }),
      views: quizViews,
      make: async (wanted) => makeQuestion(wanted),
      grade: async (question, answer) => grade(question, answer),
    });
  };
  beforeEach((context) => {
    if (without) context.skip(without);
    tenant = `discord:${context.task.id}`;
    clock = fakeClock(START);
    channel = fakeTransport();
    restart();
  });

  async function ask(line: string, user = 'host', more = {}): Promise<Reply> {
    const { command, values } = parseLine(line, commands);
    const who = visitor(user, clock.now(), { tenant, ...more });
    return (await command.act?.(values, { services: service, who, files: {} })) as Reply;
  }
  const say = async (line: string, user?: string): Promise<string> => toText(await ask(line, user));
  const why = (line: string, user?: string): Promise<string> =>
    ask(line, user).then(toText, (error: Error) => error.message);
  /** Lets time pass as it does while a process runs, or all at once as while none does. */
  const pass = async (ms: number, steps = 3): Promise<void> => {
    for (let i = 0; i < steps; i++) {
      clock.pass(ms / steps);
      // An outage is noted first; what was due in it is done with the next look.
      await service.sweep();
      await service.sweep();
    }
  };
  const posts = (): string[] =>
    channel.sent.filter(({ how }) => how === 'post').map(({ message }) => toText(message.reply));
  const newest = async (): Promise<string> => (await store.tasks(tenant, 'c', 1))[0]?.key ?? '';
  /** The key of a task of two questions that is due on Friday at 18:00 in Berlin. */
  async function assigned(more = ''): Promise<string> {
    await ask(`/quiz assign --rounds 2 --seed 3 --due Friday 18:00 --zone Europe/Berlin ${more}`);
    await service.sweep();
    return newest();
  }
  const rightOf = async (key: string, n: number): Promise<string> => {
    const row = await store.session(key);
    const { questions } = await loadWhole(store, row as NonNullable<typeof row>);
    return letterOf(questions[n - 1]?.options.findIndex(({ right }) => right) ?? 0);
  };
  const wrongOf = async (key: string, n: number): Promise<string> => ((await rightOf(key, n)) === 'A' ? 'B' : 'A');

  it('goes over two days with a restart between: asked, reminded once, late, with points by name after the end', async () => {
    expect(await say('/quiz assign --rounds 2 --seed 3 --due Friday 18:00 --zone Berlin')).toContain(
      'The task is given: 2 questions, until Friday, 4 December 2026, 18:00 (Europe/Berlin).',
    );
    await service.sweep();
    const key = await newest();
    expect(posts()).toHaveLength(1);
    expect(posts()[0]).toContain('until Friday, 4 December 2026, 18:00 (Europe/Berlin)');
    expect(posts()[0]).toContain('Nobody has begun yet.');

    const intro = await say(`/quiz task ${key}`, 'ada');
    expect(intro).toContain('The host sees counts until then, and after that the points of each person by name.');
    expect(await say(`/quiz task ${key}.1`, 'ada')).toContain('Question 1 of 2');
    const noted = await say(`/quiz answer ${key}.1 ${await rightOf(key, 1)}`, 'ada');
    expect(noted).toMatch(/Question 1 is noted: [A-D]/);
    expect(noted).toContain('Question 2 of 2');
    expect(noted).not.toMatch(/[✔✘]/);
    // She stops, and goes on after a restart.
    await pass(26 * HOUR, 5);
    restart();
    expect(await say('/quiz task', 'ada')).toContain('Question 2 of 2');
    await ask(`/quiz answer ${key}.2 ${await wrongOf(key, 2)}`, 'ada');
    const changed = await say(`/quiz answer ${key}.2 ${await rightOf(key, 2)}`, 'ada');
    expect(changed).toContain('You are done. You can change your answers until Friday');
    await ask(`/quiz answer ${key}.1 ${await wrongOf(key, 1)}`, 'ben');

    const before = await say(`/quiz assign ${key} --show`);
    expect(before).toContain('2 people have begun, 1 has finished.');
    expect(before).toContain('Right answers by question: 1: 1 of 2; 2: 1 of 1.');
    expect(before).not.toMatch(/ADA|BEN/);
    for (const what of ['--show', '--end']) {
      await expect(ask(`/quiz assign ${key} ${what}`, 'ada')).rejects.toMatchObject({
        message: expect.stringMatching(/^Only the host of the task or somebody/),
        hint: undefined,
      });
    }
    expect(await why(`/quiz mine ${key}.1`, 'ada')).toContain('still open');

    // One eighth of the time before the end, in a message that names nobody.
    await pass(21 * HOUR, 7);
    expect(posts().filter((text) => text.startsWith('Reminder'))).toHaveLength(1);
    expect(posts().join()).not.toMatch(/ADA|BEN/);
    // Nobody runs while the time ends.
    clock.pass(8 * HOUR);
    restart();
    await pass(HOUR, 2);
    expect(posts()).toHaveLength(3);
    expect(posts()[2]).toContain('2 people answered, 1 of them all questions.');
    await pass(HOUR, 2);
    expect(posts()).toHaveLength(3);

    expect(await why(`/quiz answer ${key}.1 ${await rightOf(key, 1)}`, 'ben')).toContain('cannot be changed any more');
    const late = await say(`/quiz answer ${key}.2 ${await rightOf(key, 2)}`, 'ben');
    expect(late).toContain('✔ Right.');
    expect(await say(`/quiz mine ${key}.1`, 'ada')).toContain('✔ Right.');
    expect(await why(`/quiz mine ${key}.1`, 'cleo')).toMatch(/Only people who take part/);
    const after = await say(`/quiz assign ${key} --show`);
    expect(after).toMatch(/ADA +2 +2\/2/);
    expect(after).toMatch(/BEN +1\S* +1\/2/);
    expect(after).toContain('1 person answered late.');
    await pass(8 * 24 * HOUR, 2);
    expect(await why(`/quiz answer ${key}.2 A`, 'dan')).toBe('This task takes no more answers.');
    expect((await store.session(key))?.live).toBe(false);
  });

  it('shows what is right at once where the host wants it, and no answer can be changed then', async () => {
    const key = await assigned('--feedback now');
    const given = await say(`/quiz answer ${key}.1 ${await wrongOf(key, 1)}`, 'ada');
    expect(given).toContain('✘');
    expect(given).toContain(`✔ ${await rightOf(key, 1)}`);
    expect(await why(`/quiz answer ${key}.1 ${await rightOf(key, 1)}`, 'ada')).toContain('cannot be changed any more');
    expect(await say(`/quiz mine ${key}.1`, 'ada')).toContain('✘');
    expect(await why(`/quiz mine ${key}.2`, 'ada')).toMatch(/still open|did not answer/);
    expect(await say(`/quiz task ${key}.1`, 'ada')).toContain('Your task: 1 of 2 questions answered');
  });

  it('says in the right numbers how many answered', async () => {
    const end = async (answers: Readonly<Record<string, number>>): Promise<string> => {
      const key = await assigned();
      for (const [user, count] of Object.entries(answers))
        for (let n = 1; n <= count; n++) await ask(`/quiz answer ${key}.${n} A`, user);
      await ask(`/quiz assign ${key} --end`);
      await pass(60_000, 1);
      clock.pass(1000);
      return posts().at(-1) ?? '';
    };
    expect(await end({})).toContain('Nobody answered. The host ended it.');
    expect(await end({ ada: 1 })).toContain('1 person answered, none of them all questions.');
    expect(await end({ ada: 2 })).toContain('1 person answered all questions.');
    expect(await end({ ada: 2, ben: 1 })).toContain('2 people answered, 1 of them all questions.');
    expect(await say('/quiz task', 'cleo')).toContain('– not answered: 1, 2.');
  });

  it('stands beside others, and beside a quiz', async () => {
    const first = await assigned();
    clock.pass(1000);
    const second = await assigned();
    await ask('/quiz start --rounds 1');
    await service.sweep();
    expect(await say('/quiz status')).toContain('about to begin');
    expect(await say('/quiz task', 'ada')).toContain('There are 2 tasks here. Which one?');
    await ask(`/quiz answer ${first}.1 A`, 'ada');
    await ask(`/quiz answer ${second}.1 B`, 'ada');
    expect(await say('/quiz assign --show')).toContain('more than one task');
    expect(await say(`/quiz assign ${first} --show`)).toContain('1 person has begun');
    expect(await why('/quiz scores')).toContain('Nobody has scored');
  });

  it('is ended by its host before its time', async () => {
    const key = await assigned();
    await ask(`/quiz answer ${key}.1 ${await rightOf(key, 1)}`, 'ada');
    expect(await why(`/quiz assign ${key} --end`, 'ada')).toMatch(/^Only the host/);
    expect(await say(`/quiz assign ${key} --end`)).toMatch(/The task is ended[\s\S]*ADA +1 +1\/1/);
    expect(await why(`/quiz assign ${key} --end`)).toBe('This task is over.');
    expect(await why(`/quiz answer ${key}.2 A`, 'ada')).toBe('This task takes no more answers.');
    expect(await say(`/quiz task ${key}`, 'ada')).toContain('Your task: 1 of 2 points');
  });

  it('edits the counts in its message now and then, not at each answer', async () => {
    const key = await assigned();
    for (const user of 'abcdefghijkl') {
      await ask(`/quiz answer ${key}.1 A`, user);
      await pass(5_000, 1);
    }
    const edits = channel.sent.filter(({ how }) => how === 'edit').map(({ message }) => toText(message.reply));
    expect(edits.length).toBeLessThanOrEqual(2);
    await pass(120_000, 4);
    const last = channel.sent.findLast(({ how }) => how === 'edit')?.message.reply;
    expect(toText(last as Reply)).toContain('12 people have begun, nobody has finished.');
  });

  it('remembers the time zone of the channel, and says it', async () => {
    expect(await say('/quiz assign --due tomorrow 8am')).toContain('08:00 (UTC). The time is in UTC: say yours');
    clock.pass(1000);
    await assigned();
    clock.pass(1000);
    expect(await say('/quiz assign --due tomorrow 8am')).toContain('08:00 (Europe/Berlin). The time zone is the one');
  });

  it.each([
    ['/quiz assign', 'needs a time'],
    ['/quiz assign --due never', 'cannot read `never` as a time'],
    ['/quiz assign --due 18:00 --zone Mars', 'no time zone'],
    ['/quiz assign --show', 'There is no task here.'],
    ['/quiz task', 'There is no task here.'],
    ['/quiz task sNothing1', 'I know no task `sNothing1` here.'],
    ['/quiz assign sNothing1 --end', 'I know no task'],
  ])('%s is refused with what to do instead', async (line, message) => {
    expect(await why(line)).toContain(message);
  });

  it('does not leak to another channel, and takes no strange numbers', async () => {
    const key = await assigned();
    await expect(ask(`/quiz task ${key}`, 'ada', { channel: 'd' })).rejects.toMatchObject({ code: 'E_UNKNOWN_TASK' });
    await expect(ask(`/quiz answer ${key}.1 A`, 'ada', { channel: 'd' })).rejects.toThrow();
    expect(await why(`/quiz task ${key}.9`, 'ada')).toContain('This task has 2 questions.');
    expect(await why(`/quiz answer ${key}.0 A`, 'ada')).toContain('I know no question');
  });

  it('deletes everything of somebody who asks for it where a group is small, and keeps numbers of five', async () => {
    const key = await assigned();
    for (const user of ['ada', 'ben']) await ask(`/quiz answer ${key}.1 ${await rightOf(key, 1)}`, user);
    await ask(`/quiz assign ${key} --end`);
    await ask('/quiz forget-me', 'ada');
    expect((await store.answers(key)).map(({ user }) => user)).toEqual(['ben']);
    clock.pass(1000);
    const large = await assigned();
    for (const user of ['ada', 'ben', 'cleo', 'dan', 'eve']) await ask(`/quiz answer ${large}.1 A`, user);
    await ask(`/quiz assign ${large} --end`);
    await ask('/quiz forget-me', 'ada');
    const rows = await store.answers(large);
    expect(rows).toHaveLength(5);
    expect(rows.map(({ user }) => user)).not.toContain('ada');
    expect(await say(`/quiz assign ${large} --show`)).not.toContain('ADA');
  });
});
