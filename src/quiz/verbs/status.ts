import { buttons, paragraph, say } from '../../reply/build.ts';
import type { Button, Reply, Span } from '../../reply/document.ts';
import type { SessionView } from '../session/view-data.ts';
import { defineVerb } from '../verb.ts';
import { none } from '../verb-options.ts';
import { boardNodes, countLine, moment } from '../views/parts.ts';
import {
  aboutSettings,
  BEGIN,
  hostButtons,
  JOIN,
  pausedAt,
  peopleLine,
  RESUME,
  STOP,
  whyPaused,
} from '../views/session.ts';

/** A quiz, and whether whoever asks leads it: then they get the buttons of a host. */
type Status = SessionView & { readonly leads?: boolean };

export default defineVerb({
  name: 'status',
  order: 80,
  summary: 'How far the quiz here is, who takes part, and the board',
  private: true,
  may: ['anyone'],
  does: 'see how far the quiz is',
  options: none,
  examples: [['/quiz status', 'also when a message got lost in the talk']],
  async perform(_, context): Promise<Status> {
    const quiz = await context.newest();
    const { user, manages } = context.who;
    return { ...(await context.view(quiz)), leads: manages || quiz.state.hosts.includes(user) };
  },
  reply: statusReply,
});

function statusReply(view: Status): Reply {
  const { phase, n, settings, people, board, leads, solo } = view;
  const where: Readonly<Record<SessionView['phase'], Span[]>> = {
    lobby: say`The quiz is about to begin: ${aboutSettings(view)}.`,
    asking: say`Question ${n} of ${settings.rounds} is open${closes(view, ', and closes')}. ${countLine(view)}`,
    grace: say`Question ${n} of ${settings.rounds} has just been closed.`,
    reveal: say`Question ${n} of ${settings.rounds} is over, and its answer is shown${closes(view, '; it goes on')}.`,
    paused: say`${pausedAt(view)}. ${whyPaused(view)}`,
    // Tasks are told of by verbs of their own.
    task: [],
    daily: [],
    ended: say`The last quiz here is over.`,
    aborted: say`The last quiz here ended before its time.`,
  };
  const actions: Partial<Record<SessionView['phase'], Button[]>> = {
    lobby: [JOIN, BEGIN],
    paused: [RESUME, STOP],
    ...(leads && { asking: [...hostButtons(view), STOP] }),
  };
  return {
    nodes: [
      paragraph(where[phase]),
      ...(people.length > 0 && !solo ? [paragraph(peopleLine(people))] : []),
      ...boardNodes(board),
      ...(actions[phase] ? [buttons(...actions[phase])] : []),
    ],
  };
}

/** When the phase is over, behind what happens then. */
const closes = ({ deadline, now }: SessionView, what: string): Span[] =>
  deadline === undefined ? [] : say`${what} ${moment(deadline, now)}`;
