import { buttons, paragraph, say } from '../../reply/build.ts';
import type { Button, Reply } from '../../reply/document.ts';
import type { SessionView } from '../session/view-data.ts';
import { defineVerb } from '../verb.ts';
import { none } from '../verb-options.ts';
import { boardNodes, clock } from '../views/parts.ts';
import { aboutSettings, BEGIN, JOIN, pausedAt, peopleLine, RESUME, STOP, whyPaused } from '../views/session.ts';

export default defineVerb({
  name: 'status',
  order: 80,
  summary: 'How far the quiz here is, who takes part, and the board',
  private: true,
  may: ['anyone'],
  does: 'see how far the quiz is',
  options: none,
  examples: [['/quiz status', 'also when a message got lost in the talk']],
  perform: async (_, context) => context.view(await context.newest()),
  reply: statusReply,
});

function statusReply(view: SessionView): Reply {
  const { phase, n, settings, answered, people, board, deadline } = view;
  const at = deadline === undefined ? '' : ` until ${clock(deadline)}`;
  const where: Readonly<Record<SessionView['phase'], string>> = {
    lobby: `The quiz is about to begin: ${aboutSettings(view)}.`,
    asking: `Question ${n} of ${settings.rounds} is open${at}. ${answered.length} of ${Math.max(people.length, answered.length)} have answered.`,
    grace: `Question ${n} of ${settings.rounds} has just been closed.`,
    reveal: `Question ${n} of ${settings.rounds} is over, and its answer is shown${at}.`,
    paused: `${pausedAt(view)}. ${whyPaused(view)}`,
    ended: 'The last quiz here is over.',
    aborted: 'The last quiz here ended before its time.',
  };
  const actions = { lobby: [JOIN, BEGIN], paused: [RESUME, STOP] } as Partial<Record<SessionView['phase'], Button[]>>;
  return {
    nodes: [
      paragraph(say`${where[phase].trim()}`),
      ...(people.length > 0 ? [paragraph(peopleLine(people))] : []),
      ...boardNodes(board),
      ...(actions[phase] ? [buttons(...actions[phase])] : []),
    ],
  };
}
