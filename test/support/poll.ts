import { z } from 'zod';
import { type ActContext, defineCommand } from '../../src/command/define.ts';
import type { QuizServices } from '../../src/quiz/services.ts';
import answer from '../../src/quiz/verbs/answer.ts';
import start from '../../src/quiz/verbs/start.ts';
import { buttons, paragraph, say } from '../../src/reply/build.ts';

/** Acts, with options of several kinds. */
const open = defineCommand({
  name: 'poll open',
  summary: 'Opens a poll for everybody here',
  options: z.strictObject({
    rounds: z.int().min(1).max(9).default(5).describe('how many questions'),
    seconds: z.int().min(1).max(99).default(60).describe('time for each'),
    topic: z
      .string()
      .optional()
      .describe('what about')
      .meta({ suggestions: ['tanh', 'loss'] }),
  }),
  examples: [['/poll open --rounds 3', 'three questions']],
  act: ({ rounds, seconds, topic }, { services, who }: ActContext<QuizServices>) =>
    services.quizzes.perform(start, { rounds, seconds, topic }, who),
});

/** Acts on a text, for the one who gives it alone. */
const vote = defineCommand({
  name: 'poll vote',
  summary: 'Votes, privately',
  text: 'choice',
  private: true,
  options: z.strictObject({ choice: z.string().max(20).describe('what to vote for') }),
  examples: [['/poll vote blue', 'a vote']],
  act: ({ choice }, { services, who }: ActContext<QuizServices>) =>
    services.quizzes.perform(answer, { answer: { kind: 'text', text: choice } }, who),
});

/** Only answers: with a button that asks for a text first, and a file. */
const show = defineCommand({
  name: 'poll show',
  summary: 'Shows how it stands',
  options: z.strictObject({}),
  examples: [['/poll show', 'the votes so far']],
  run: () => ({
    nodes: [
      paragraph(say`So far nothing is decided.`),
      { kind: 'file', name: 'votes.csv', text: 'who,what\nada,blue\n' },
      buttons(
        { label: 'Vote', command: '/poll vote', input: 'Your vote' },
        { label: 'Give reasons', command: '/echo', input: 'Your reasons', long: true },
        { label: 'Blue', command: '/poll vote blue' },
        { label: 'Say it again', command: '/echo Again', input: 'Your words', filled: 'gren | blue' },
      ),
    ],
  }),
});

/** Several commands of one first word. */
export default [open, vote, show];
