import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PASTED, playQuiz } from '../../support/quiz/play.ts';
import { describeInProcesses } from '../../support/quiz/processes.ts';
import type { QuizRig } from '../../support/quiz/rig.ts';
import { slackGroup, textOf } from '../../support/quiz/slack-group.ts';
import type { Stage } from '../../support/quiz/stage.ts';
import type { FakeSlack } from '../../support/slack/fake.ts';
import { TIME_LIMIT_MS } from '../../support/time-limit.ts';

describeInProcesses((open) => {
  let stage: Stage;
  let slack: FakeSlack;
  let rig: QuizRig;
  beforeAll(async () => {
    stage = await open({ slack: true });
    ({ slack, rig } = stage);
  });
  afterAll(() => stage.close());

  it('a group plays a quiz on Slack, whatever goes wrong', async () => {
    await playQuiz(slackGroup(slack), rig);
    expect(slack.problems).toEqual([]);
  });

  it('a teacher pastes questions of many lines', async () => {
    await slack.type('/quiz import', { user: 'U0HOST', name: 'host' });
    const asked = await slack.seen('Paste your questions');
    await slack.click(asked, 'Paste questions', { user: 'U0HOST', name: 'host' });
    await slack.until(() => slack.views.length > 0);
    await slack.submit({ text: { value: { value: PASTED } } }, { user: 'U0HOST', name: 'host' });
    await slack.seen('2 questions, all new.');
  });

  it.each([
    ['the bot is no member of', 'not_in_channel', 'C0OPEN', 'I may not write in this channel.'],
    ['the bot cannot see', 'channel_not_found', 'C0HIDDEN', 'Its channel is gone, or I am not in it.'],
  ])('in a channel that %s, the host is told alone', async (_, error, channel, words) => {
    const failures = Array.from({ length: 9 }, () => ({ error }));
    for (const method of ['chat.postMessage', 'chat.postEphemeral']) slack.failNext(method, ...failures);
    await slack.type('/quiz start', { user: 'U0HOST', name: 'host', channel });
    await slack.seen('You host this quiz');
    const told = () => slack.visible.filter(({ onlyFor }) => onlyFor === 'U0HOST').map(textOf);
    await vi.waitFor(
      async () => {
        await rig.settle();
        expect(told().join()).toContain(words);
      },
      { timeout: TIME_LIMIT_MS },
    );
    slack.failures.clear();
  });
});
