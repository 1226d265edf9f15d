import { buttons, heading, list, paragraph, say, withCode } from '../../../reply/build.ts';
import type { Reply } from '../../../reply/document.ts';

/** What the bot says in a server that it has just come into. */
export const WELCOME: Reply = {
  nodes: [
    heading('Hello, I am Chainrule'),
    paragraph(
      say`I explain backpropagation: derivatives by the chain rule, step by step, and small networks that learn.`,
    ),
    list([
      withCode('`/grad a*b+c a=2 b=-3 c=10` shows every step and a picture.'),
      withCode('`/lesson` is a course in ten lessons, `/quiz start` a quiz for all of you.'),
      withCode('`/help` shows the rest.'),
    ]),
    buttons(
      { label: 'See a derivation', command: '/grad a*b+c a=2 b=-3 c=10' },
      { label: 'Start the course', command: '/lesson 1' },
      { label: 'All commands', command: '/help' },
    ),
  ],
};
