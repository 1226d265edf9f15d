import { buttons, heading, list, paragraph, say } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';

/** What is deleted, with the button that does it. */
export const askToForget: Reply = {
  nodes: [
    heading('Forget everything about you?'),
    list([
      say`Your name and your answers in quizzes, tasks and questions of the day.`,
      say`Your practice, your reviews, what you can do, and how far you are in the course.`,
      say`The questions and lessons that you imported.`,
    ]),
    paragraph(
      say`That happens at once, everywhere here, and nobody can bring it back. Boards are counted anew without you.`,
    ),
    buttons(
      { label: 'Delete everything', command: '/me forget --sure' },
      { label: 'Export first', command: '/me export' },
    ),
  ],
};
