import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCommands } from '../../../src/command/registry.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { startSlack } from '../../../src/platforms/slack/start.ts';
import { openQuizRig, type QuizRig } from '../../support/quiz/rig.ts';
import { textOf } from '../../support/quiz/slack-group.ts';
import { direct, opened } from '../../support/slack/events.ts';
import { APP_TOKEN, BOT_TOKEN, buttonsOf, FakeSlack } from '../../support/slack/fake.ts';
import { scopesOf } from '../../support/slack/rig.ts';
import type { FakeMessage } from '../../support/slack/workspace.ts';

let slack: FakeSlack;
let rig: QuizRig;

beforeAll(async () => {
  slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  const credentials = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.url };
  rig = await openQuizRig((dispatcher, log) => startSlack({ ...credentials, dispatcher, log, paceMs: 0 }));
});
afterAll(async () => {
  await rig.close();
  await slack.close();
});

const HELLO = 'Here you need no slash';

const homeOf = (user: string): string => JSON.stringify(slack.homes.get(user) ?? '');
const inConversation = (channel: string): FakeMessage[] => slack.visible.filter((one) => one.channel === channel);
/** The next message in a conversation that has this in it. */
async function next(channel: string, what: () => Promise<unknown>, words: string): Promise<FakeMessage> {
  const before = new Set(inConversation(channel).map(({ ts }) => ts));
  await what();
  return slack.until(
    () => inConversation(channel).find((one) => !before.has(one.ts) && JSON.stringify(one.blocks).includes(words)),
    `a message with ${words}`,
  );
}

it('greets a new person once, where the conversation is opened or something is said', async () => {
  const ben = { user: 'U0BEN', channel: 'D0BEN' };
  await next('D0BEN', () => slack.deliver(opened('messages', ben)), HELLO);
  await slack.deliver(opened('messages', ben));
  await next('D0BEN', () => slack.deliver(direct('u*v', ben)), 'Read as `/grad u*v`');
  expect(inConversation('D0BEN').filter((one) => textOf(one).includes(HELLO)).length).toBe(1);
  const cleo = { user: 'U0CLEO', channel: 'D0CLEO' };
  await next('D0CLEO', () => slack.deliver(direct('u*v', cleo)), 'Read as');
  expect(inConversation('D0CLEO').filter((one) => textOf(one).includes(HELLO)).length).toBe(1);
});

it('shows a new person what there is to do, and asks from there in the conversation', async () => {
  await slack.deliver(opened('home', { user: 'U0DORA', channel: 'D0DORA' }));
  await slack.until(() => slack.homes.has('U0DORA'), 'a home tab');
  expect(homeOf('U0DORA')).toContain('Nothing is known of you yet');
  const asked = await next('D0DORA', () => slack.clickAtHome('Practise', 'U0DORA'), 'run:');
  expect(asked.onlyFor).toBeUndefined();
  expect(buttonsOf(asked).length).toBeGreaterThan(1);
});

it('opens a form from the home tab, and answers it in the conversation', async () => {
  const views = slack.views.length;
  await slack.clickAtHome('Explain a formula', 'U0DORA');
  await slack.until(() => slack.views.length > views, 'a form');
  const send = () => slack.submit({ text: { value: { value: 'u*v+w' } } }, { user: 'U0DORA' });
  const answer = await next('D0DORA', send, 'u*v + w');
  expect(answer.onlyFor).toBeUndefined();
});

it('takes what is typed in the conversation as the answer to the question that stands open', async () => {
  const eve = { user: 'U0EVE', channel: 'D0EVE' };
  const say = (text: string) => slack.deliver(direct(text, eve));
  await next('D0EVE', () => say('quiz practice --type whole-path --level 2'), 'Practice: question');
  const graded = await next('D0EVE', () => say('3'), 'Your answer: `3`');
  expect(textOf(graded)).toMatch(/right|Right|not|No/);
  // Another question is asked; what is a command stays one, and so does help.
  await next('D0EVE', () => say('quiz practice --type whole-path --level 2 --seed 7'), 'Practice: question');
  expect(textOf(await next('D0EVE', () => say('help'), 'explains backpropagation'))).not.toContain('Your answer');
  expect(textOf(await next('D0EVE', () => say('grad p*q'), 'p*q'))).not.toContain('Your answer');
  // Nobody else's words are an answer to it.
  const fay = { user: 'U0FAY', channel: 'D0FAY' };
  expect(textOf(await next('D0FAY', () => slack.deliver(direct('3', fay)), 'run:'))).not.toContain('Your answer');
});

it('shows what somebody has learned to them alone, anew each time', async () => {
  await slack.deliver(opened('home', { user: 'U0EVE', channel: 'D0EVE' }));
  // Whether her answer counts for a skill or tells of a mistake depends on the numbers of the question.
  await slack.until(() => homeOf('U0EVE').includes('You answered something on 1 day'), 'her progress');
  await slack.deliver(opened('home', { user: 'U0FAY', channel: 'D0FAY' }));
  await slack.until(() => slack.homes.has('U0FAY'), 'his home tab');
  expect(homeOf('U0FAY')).toContain('Nothing is known of you yet');
});

it('makes nothing that Slack would refuse', () => {
  expect(slack.problems).toEqual([]);
  expect(rig.reported).toEqual([]);
});
