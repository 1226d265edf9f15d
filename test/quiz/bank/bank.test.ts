import { beforeAll, describe, expect, it } from 'vitest';
import { parseLine } from '../../../src/command/parse.ts';
import type { Requester } from '../../../src/command/requester.ts';
import { UserError } from '../../../src/errors.ts';
import { readQuestions } from '../../../src/questions/formats/read.ts';
import { createBank } from '../../../src/quiz/bank/bank.ts';
import { createQuizzes } from '../../../src/quiz/host/create.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { errorReply } from '../../../src/reply/error-reply.ts';
import { toText } from '../../../src/reply/text.ts';
import type { BankStore } from '../../../src/store/bank-store.ts';
import { commands } from '../../commands/run.ts';
import { memoryBank } from '../../support/banks.ts';
import { memoryStore } from '../host/memory-store.ts';
import { fakeClock, surroundings, visitor } from '../host/rig.ts';

const UNIT = `::chain::What is the slope of a*b by a? {=b#Right. ~a#SECRET ~c}

::zero::Why are gradients reset? {=they add up ~they are slow}

What is 2*3? {#6:0}`;

interface Room {
  readonly bank: BankStore;
  readonly store: ReturnType<typeof memoryStore>;
  /** What somebody reads for a line; a mistake as it is shown. */
  ask(line: string, who?: Partial<Requester>, files?: Record<string, string>): Promise<string>;
  reply(line: string, who?: Partial<Requester>, files?: Record<string, string>): Promise<Reply>;
  mine(who: Partial<Requester>): ReturnType<typeof createBank>;
}

function room(): Room {
  const clock = fakeClock();
  const [bank, store] = [memoryBank(), memoryStore()];
  const options = surroundings({
    store,
    bank,
    clock,
    readQuestions: async (text, as) => readQuestions(text, as),
  });
  const { quizzes } = createQuizzes(options);
  const whoIs = (more: Partial<Requester>): Requester => visitor('ana', clock.now(), more);
  const reply: Room['reply'] = async (line, who = {}, files = {}) => {
    const { command, values } = parseLine(line, commands);
    try {
      return (await command.act?.(values, { services: { quizzes }, who: whoIs(who), files })) as Reply;
    } catch (error) {
      if (error instanceof UserError) return errorReply(error);
      throw error;
    }
  };
  return {
    bank,
    store,
    reply,
    ask: async (line, who, files) => toText(await reply(line, who, files)),
    mine: (who) => createBank({ store, bank, clock, random: Math.random }, whoIs(who)),
  };
}

const PUPIL = { user: 'ben' };
const MANAGER = { user: 'maria', manages: true };

describe('a teacher', () => {
  let { ask, reply } = room();
  const bring = () =>
    ask('/quiz import --file csv-0123456789abcdef/unit_3.gift', {}, { 'csv-0123456789abcdef/unit_3.gift': UNIT });

  beforeAll(() => {
    ({ ask, reply } = room());
  });

  it('imports a file once, and again without harm', async () => {
    expect(await bring()).toMatch(/^3 questions, all new\.[\s\S]*in “unit 3”/);
    expect(await bring()).toMatch(/^3 questions, all the same\./);
    expect(await ask('/quiz import --topic "unit 3" ::chain::What is the slope of a*b by a? {=b ~a}')).toMatch(
      /^1 question, changed\./,
    );
    expect(await ask('/quiz bank --undo')).toMatch(/^Undone: an import of 1 question\. 1 question is as before\./);
  });

  it('sees what is there, and each as pupils see it', async () => {
    expect(await ask('/quiz bank')).toMatch(/^3 questions\n\n• unit 3: 3 questions\n\n• 1 chain: What is the slope/);
    expect(await ask('/quiz bank SLOPE a*b')).toMatch(/^1 question with “SLOPE a\*b”/);
    expect(await ask('/quiz bank --topic UNIT3')).toMatch(/^3 questions of “unit 3”/);
    const shown = await ask('/quiz bank --show 1');
    expect(shown).toContain('What is the slope');
    expect(shown.replaceAll(/^→.*$/gm, '')).not.toMatch(/SECRET|✔|Right/);
    expect(await ask('/quiz bank --show 1 --answers')).toMatch(/✔ \w b[\s\S]*SECRET/);
    expect(await ask('/quiz bank --show #1')).toBe(shown);
  });

  it('edits one in a form, which is there again where something is wrong', async () => {
    const form = await reply('/quiz bank --edit 1');
    const [button] = form.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
    expect(button).toMatchObject({ command: '/quiz bank --edit 1', long: true, input: 'The question' });
    expect(await ask(`/quiz bank --edit 1 ${button?.filled}`)).toMatch(/nothing changed/);
    const wrong = await reply('/quiz bank --edit 1 What is {');
    const again = wrong.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
    expect(again).toMatchObject([{ command: '/quiz bank --edit 1', filled: 'What is {' }]);
    expect(await ask('/quiz bank --edit 1 A? {=b ~c}\n\nB? {=b ~c}')).toMatch(/^These are 2 questions/);
    expect(await ask('/quiz bank --edit 1 New? {=b ~c}')).toMatch(/^Question 1 is changed\.\n\nNew\?/);
    expect(await ask('/quiz bank --topic "unit 3"')).toContain('1 chain: New?');
    expect(await ask('/quiz bank --undo')).toContain('a change of question 1');
  });

  it('renames, moves and deletes, and takes each back', async () => {
    expect(await ask('/quiz bank --rename "unit 3" --to "Unit 4 / Chain"')).toContain(
      '3 questions are in “Unit 4/Chain” now.',
    );
    expect(await ask('/quiz bank --move 3 --to other')).toContain('Question 3 is changed.');
    expect(await ask('/quiz bank --rename 1 --to "The chain"')).toContain('Question 1 is changed.');
    expect(await ask('/quiz bank')).toMatch(
      /• other: 1 question\n• Unit 4\/Chain: 2 questions\n\n• 1 The chain: What is the slope of a\*b by a\? \(Unit 4\/Chain\)/,
    );
    expect(await ask('/quiz bank --topic chain --delete all')).toContain('2 questions of this channel');
    expect(await ask('/quiz bank --delete 3')).toContain('Question 3 is deleted.');
    expect(await ask('/quiz bank')).toContain('There are no questions of your own here yet.');
    for (let i = 0; i < 5; i++) expect(await ask('/quiz bank --undo')).toMatch(/^Undone: /);
    expect(await ask('/quiz bank')).toContain('• unit 3: 3 questions');
  });

  it('undoes a change once, however often its button is pressed', async () => {
    const deleted = await reply('/quiz bank --delete 2');
    const [undo] = deleted.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
    expect(await ask(undo?.command ?? '')).toMatch(/^Undone/);
    expect(await ask(undo?.command ?? '')).toMatch(/^This change is undone already/);
    expect(await ask('/quiz bank --show 2')).toContain('Why are gradients reset?');
  });

  it('replaces a set, and has the old one back', async () => {
    expect(await ask('/quiz import --topic "unit 3" --replace ::chain::What is it? {=b ~a}')).toMatch(
      /^1 question, changed\. 2 questions that are not among them are deleted\./,
    );
    expect(await ask('/quiz bank --undo')).toContain('3 questions are as before');
    expect(await ask('/quiz bank')).toMatch(/^3 questions/);
  });

  it('copies a set to another server by a code', async () => {
    const [, line = ''] = /`(\/quiz import --code \w+)`/.exec(await ask('/quiz bank --copy --topic "unit 3"')) ?? [];
    const elsewhere = { tenant: 'slack:9', channel: 'z', user: 'zoe' };
    expect(await ask('/quiz import --code aaaaaaaaaaaa', elsewhere)).toContain('This code stands for no questions');
    expect(await ask(line, elsewhere)).toMatch(/^3 questions, all new\.[\s\S]*in “unit 3”/);
    expect(await ask('/quiz bank --show 1 --answers', elsewhere)).toContain('SECRET');
  });

  it('exports a set as it can be imported', async () => {
    const { nodes } = await reply('/quiz export --from "unit 3" --as gift');
    const file = nodes.find((node) => node.kind === 'file');
    expect(file).toMatchObject({ name: 'questions.gift' });
    expect(readQuestions(file?.text ?? '').questions).toHaveLength(3);
    expect(await ask('/quiz export --from all --as csv')).toContain('no questions');
    expect(await ask('/quiz export --from all', PUPIL)).toContain('Only who imported questions');
  });
});

describe('pupils', () => {
  it('read neither questions nor answers out of the bank, and change nothing', async () => {
    const { ask } = room();
    await ask(`/quiz import --topic "unit 3" ${UNIT}`);
    for (const line of [
      '/quiz bank',
      '/quiz bank slope',
      '/quiz bank --topic "unit 3"',
      '/quiz bank --show 1',
      '/quiz bank --show 1 --answers',
      '/quiz bank --edit 1',
      '/quiz bank --edit 1 Mine? {=b ~c}',
      '/quiz bank --delete 1',
      '/quiz bank --delete all',
      '/quiz bank --rename "unit 3" --to mine',
      '/quiz bank --rename 1 --to mine',
      '/quiz bank --move 1 --to mine',
      '/quiz bank --undo',
      '/quiz bank --undo --change 1',
      '/quiz bank --copy',
      '/quiz export --from all',
      '/quiz import --topic "unit 3" Mine? {=b ~c}',
      '/quiz import --topic "Unit 3/mine" Mine? {=b ~c}',
    ]) {
      expect(await ask(line, PUPIL), line).not.toMatch(/slope of|SECRET|add up|Done|deleted\.|changed\./);
    }
    expect(await ask('/quiz bank')).toMatch(/^3 questions\n\n• unit 3: 3 questions/);
    expect(await ask('/quiz bank', PUPIL)).toMatch(/^Imported questions\n\n• unit 3: 3 questions/);
    expect(await ask('/quiz bank --show 1 --answers', MANAGER)).toContain('SECRET');
  });

  it('see what is for the server in every channel, and nothing that is for one person', async () => {
    const { ask, mine } = room();
    await ask('/quiz import --for server --topic all What? {=b ~c}');
    await ask('/quiz import --for me --topic exam Exam? {=b ~c}');
    const there = { ...PUPIL, channel: 'd' };
    expect(await ask('/quiz bank', there)).toMatch(/• all: 1 question, the server's bank/);
    expect(await ask('/quiz bank', there)).not.toContain('exam');
    expect(await ask('/quiz start --from exam', there)).toContain('There is no topic `exam` here.');
    expect(await ask('/quiz bank --show m1', there)).toContain('There is no question `m1` here.');
    expect(await ask('/quiz bank', { channel: 'd' })).toMatch(/s1 What\?[\s\S]*m1 Exam\?/);
    const asks = (topic: string): string => `/quiz practice --from "${topic}"`;
    const [id = ''] = await mine({ channel: 'd' }).ids({ from: 'exam' }, asks);
    expect(await mine({ channel: 'd' }).entry(id)).toMatchObject({ reference: 'm1', scope: 'me' });
    expect(await mine(there).entry(id)).toBeUndefined();
  });
});

it('on the page one keeps what one imports for every room, and who opens a room sees nothing of others', async () => {
  const { ask } = room();
  const page = { tenant: 'web:page', channel: 'KWST', manages: true };
  expect(await ask('/quiz import --topic u Q? {=a ~b}', page)).toContain('It is in your own bank');
  expect(await ask('/quiz bank', { ...page, channel: 'KEST' })).toContain('m1 Q?');
  await ask('/quiz import --for server --topic all Secret? {=a ~b}', page);
  const other = { ...page, ...PUPIL };
  expect(await ask('/quiz bank', other)).toMatch(/^Imported questions/);
  expect(await ask('/quiz bank --show s1 --answers', other)).toMatch(
    /^Only who imported a question may look at it here\./,
  );
  expect(await ask('/quiz bank --copy --for server', other)).toMatch(/^There is nothing that you can copy/);
  // A room has neither a channel nor a server that somebody manages.
  const shared = { ...page, bank: '~ana' };
  const said = [
    await ask('/quiz import --for channel --topic b Room? {=a ~b}', shared),
    await ask('/quiz bank --show 1', shared),
    await ask('/quiz bank', { ...shared, ...PUPIL }),
    await ask('/quiz bank --show 1', { ...shared, ...PUPIL }),
    await ask('/quiz bank --topic b --delete all', { ...shared, ...PUPIL }),
    await ask('/quiz bank --copy --for channel', { ...shared, ...PUPIL }),
    await ask('/quiz export --from b', { ...shared, ...PUPIL }),
  ];
  expect(said[0]).toContain("It is in this room's bank");
  expect(said[1]).toContain("in this room's bank.");
  for (const one of said) expect(one).not.toMatch(/channel's|the server/);
});

it('what somebody imported when there was one set for each person is their own bank', async () => {
  const { ask, store } = room();
  const { questions } = readQuestions(UNIT);
  await store.saveSet('discord:1', 'ana', JSON.stringify([...questions, { broken: true }]), 0);
  expect(await ask('/quiz bank')).toMatch(/^3 questions\n\n• without a topic: 3 questions, your own bank/);
  expect(await ask('/quiz bank --show m2', { channel: 'anywhere' })).toContain('Why are gradients reset?');
});

it('a request to be forgotten deletes what somebody imported, or only their name', async () => {
  const { ask } = room();
  const line = `/quiz import --topic u ${UNIT}`;
  await ask(line);
  expect(await ask('/quiz forget-me --keep-questions')).toContain(
    '3 questions that you imported stay without your name.',
  );
  expect(await ask('/quiz bank')).toMatch(/^Imported questions/);
  expect(await ask('/quiz forget-me')).toBe('There is nothing about you to forget.');
  await ask('/quiz import --topic v Q? {=a ~b}');
  await ask('/quiz import --topic mine --for me Q? {=a ~b}');
  expect(await ask('/quiz forget-me')).toMatch(/^2 questions that you imported are deleted\./);
  expect(await ask('/quiz bank --undo')).toContain('no change of yours');
});

it('a bank of 500 questions is shown by ten', async () => {
  const { ask } = room();
  const many = Array.from({ length: 500 }, (_, i) => `What is ${i}+1? {=${i + 1} ~${i}}`).join('\n\n');
  await ask('/quiz import --file big.gift', {}, { 'big.gift': many });
  const page = await ask('/quiz bank --page 50');
  expect(page).toContain('Numbers 491 to 500 of 500:');
  expect(page.match(/^• \d+ /gm)).toHaveLength(10);
  expect(await ask('/quiz bank --page 99')).toBe(page);
  expect(page).not.toContain('Next page');
  expect(await ask('/quiz bank')).not.toContain('Page before');
  const second = await ask('/quiz bank --page 2');
  expect(second).toMatch(/Page before: \/quiz bank --page 1$[\s\S]*Next page: \/quiz bank --page 3$/m);
});

describe('what a question of a bank looks like to whoever brought it', () => {
  it('has the lists of pairs, and the pairs with the answers', async () => {
    const { ask } = room();
    await ask('/quiz import --topic u Match {=relu -> max(0, x) =tanh -> odd}');
    expect(await ask('/quiz bank --show 1')).toMatch(/• 1 \S[\s\S]*Which letter belongs to each number\?[\s\S]*• A \S/);
    expect(await ask('/quiz bank --show 1')).not.toMatch(/relu → [AB] /);
    expect(await ask('/quiz bank --show 1 --answers')).toMatch(/relu → [AB] {1,2}max/);
  });

  it('says that several are to be chosen', async () => {
    const { ask } = room();
    await ask('/quiz import --topic u Which? {~%50%a ~%50%b ~%-100%c}');
    expect(await ask('/quiz bank --show 1')).toContain('Choose all that are right.');
  });

  it.each([
    ['{#3#Right you are}', '✔ `3`'],
    ['{=zero#Good =%0%*#No}', '✔ zero'],
  ])('names the right answer of %s once', async (answers, right) => {
    const { ask } = room();
    await ask(`/quiz import --topic u How many? ${answers}`);
    expect((await ask('/quiz bank --show 1 --answers')).split('\n')).toContain(right);
  });
});

it('speaks of one question and of many', async () => {
  const { ask } = room();
  const one = await ask('/quiz import --topic u How many? {#3}');
  expect(one).toContain('1 question, new. It wants a typed answer.');
  expect(one).toContain("It is in this channel's bank, in “u”. Everybody here can be asked it;");
  const two = await ask('/quiz import --topic v What? {#3}\n\nWho? {=he}');
  expect(two).toContain('2 questions, all new. All of them want a typed answer.');
  expect(two).toContain('They are in');
});

describe('while a quiz or a task asks questions of the bank', () => {
  const begin = [
    '/quiz start --from "unit 3" --rounds all',
    '/quiz assign --from "unit 3" --due "in 2 days" --rounds all',
  ];

  it.each(begin)('%s: nobody gets their answers by practising them', async (line) => {
    const { ask } = room();
    await ask(`/quiz import --topic "unit 3" ${UNIT}`);
    const shown = await ask('/quiz practice --from "unit 3"', PUPIL);
    const [, answer = ''] = /→ I don't know yet: (.*)/.exec(shown) ?? [];
    expect(await ask(line)).not.toContain('no topic');
    for (const practice of ['/quiz practice --topic own', '/quiz practice --from "unit 3"', answer]) {
      expect(await ask(practice, PUPIL)).toContain('its answer is still to come');
      expect(await ask(practice, { ...PUPIL, channel: 'c' })).not.toMatch(/What is|SECRET/);
    }
    expect(await ask('/quiz start --from "unit 3"', PUPIL)).toMatch(/still to come|runs here|already/);
    // Whoever may see the answers anyway practises on.
    expect(await ask('/quiz practice --from "unit 3"')).toContain('Practice: question 1');
    expect(await ask('/quiz practice --from "unit 3"', MANAGER)).toContain('Practice: question 1');
  });

  it('passes over those alone', async () => {
    const { ask } = room();
    await ask('/quiz import --topic a A? {=b ~c}');
    await ask('/quiz import --topic z Z? {=b ~c}');
    await ask('/quiz start --from a');
    expect(await ask('/quiz practice --topic own', PUPIL)).toContain('Z?');
    expect(await ask('/quiz start --from a', { ...PUPIL, channel: 'd' })).not.toContain('Z?');
    await ask('/quiz stop');
    expect(await ask('/quiz practice --from a', PUPIL)).toContain('A?');
  });

  it('nobody else starts a quiz with the questions of a task', async () => {
    const { ask } = room();
    await ask(`/quiz import --topic "unit 3" ${UNIT}`);
    await ask('/quiz assign --from "unit 3" --due "in 2 days"');
    expect(await ask('/quiz start --from "unit 3"', PUPIL)).toContain('its answer is still to come');
    // The task goes on over days: a quiz elsewhere would tell its answers.
    expect(await ask('/quiz start --from "unit 3"')).not.toContain('its answer is still to come');
  });

  it('nobody else starts one with them in another channel of the server', async () => {
    const { ask } = room();
    await ask(`/quiz import --for server --topic "unit 3" ${UNIT}`, MANAGER);
    await ask('/quiz assign --from "unit 3" --due "in 2 days"', MANAGER);
    const elsewhere = { ...PUPIL, channel: 'c' };
    expect(await ask('/quiz start --from "unit 3"', elsewhere)).toContain('its answer is still to come');
    expect(await ask('/quiz start --from "unit 3"', { ...MANAGER, channel: 'c' })).not.toContain('still to come');
  });

  it('one that was edited meanwhile is still asked', async () => {
    const { ask } = room();
    await ask('/quiz import --topic a What is it? {=one ~two}');
    await ask('/quiz start --from a');
    await ask('/quiz bank --edit 1 What is it? {=one ~three}');
    expect(await ask('/quiz practice --from a', PUPIL)).toContain('its answer is still to come');
    await ask('/quiz stop');
    expect(await ask('/quiz practice --from a', PUPIL)).toContain('What is it?');
  });
});

it('finds a question whose number is typed alone, or without the letter of its bank', async () => {
  const { ask } = room();
  await ask('/quiz import --for me Q? {=a ~b}');
  expect(await ask('/quiz bank m1')).toMatch(/^Question m1 as pupils see it/);
  expect(await ask('/quiz bank --show 1')).toMatch(
    /There is no question `1` here\.\s+Did you mean `m1`\?[\s\S]*--show m1/,
  );
  expect(await ask('/quiz bank --show 1', PUPIL)).not.toContain('m1');
  expect(await ask('/quiz bank m1', PUPIL)).toContain('There is no question `m1` here.');
});

it.each(['show', 'edit', 'delete', 'rename', 'move'])('asks for the number where --%s has none', async (option) => {
  const { ask } = room();
  await ask('/quiz import Q? {=a ~b}');
  expect(await ask(`/quiz bank --${option}`)).toContain(`\`--${option}\` needs the number of a question.`);
});

it('keeps one series of practice of a topic, however its name is typed', async () => {
  const { ask } = room();
  await ask(`/quiz import --topic "unit 3" ${UNIT}`);
  await ask('/quiz practice --from "unit 3"');
  await ask('/quiz practice --from "unit 3" --unknown');
  for (const from of ['unit3', 'Unit-3', '"UNIT 3"'])
    expect(await ask(`/quiz practice --from ${from}`)).toContain('Practice: question 2');
});

it('practises questions of one level, and says where there are none', async () => {
  const { ask } = room();
  await ask('/quiz import - {prompt: Easy?, options: ["*a", b]}\n- {prompt: Hard?, level: 5, options: ["*a", b]}');
  for (let seed = 1; seed < 5; seed++)
    expect(await ask(`/quiz practice --topic own --level 5 --seed ${seed}`)).toContain('Hard?');
  expect(await ask('/quiz practice --topic own --level 3')).toContain('None of 2 questions has level 3.');
});

it('takes all that there are, or says that they are too many for a quiz', async () => {
  const { ask } = room();
  const bank = Array.from({ length: 101 }, (_, i) => `Q${i}? {=a ~b}`).join('\n\n');
  await ask(`/quiz import --topic u ${bank}`);
  expect(await ask('/quiz start --from u --rounds all')).toContain('There are 101 questions; 100 fit.');
  expect(await ask('/quiz start --from u --rounds 100')).toContain('100 questions');
});

it('takes a file for an edit alone, and says how questions are imported', async () => {
  const { ask } = room();
  await ask('/quiz import Q? {=a ~b}');
  expect(await ask('/quiz bank --file csv-1')).toMatch(/needs `--edit`[\s\S]*\/quiz import --file csv-1/);
});
