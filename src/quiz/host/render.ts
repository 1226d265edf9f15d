import { UserError } from '../../errors.ts';
import type { Picture, Reply } from '../../reply/document.ts';
import { taskView } from '../assign/view.ts';
import { dailyRevealView, dailyView } from '../daily/view.ts';
import type { Effect } from '../session/effects.ts';
import { isOver } from '../session/state.ts';
import type { QuizViews } from '../session/view-data.ts';
import type { Illustrated } from '../transport.ts';
import type { Whole } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { answerOf, ownView, questionView, revealView, sessionView } from './view.ts';

/** What an effect shows at this moment; undefined where there is nothing to show any more. */
export function replyOf(views: QuizViews, quiz: Whole, effect: Effect, now: number): Reply | undefined {
  switch (effect.kind) {
    case 'whisper':
      if (effect.about === 'mine') return mineReply(views, quiz, effect.user, effect.n);
      if (quiz.settings.daily !== undefined) return views.dailyLost(dailyView(quiz, now));
      if (effect.about === 'unseen') return quiz.settings.task && views.unseen(taskView(quiz, now));
      return effect.about === 'end' ? messageReply(views, quiz, 'end', false, now) : pausedReply(views, quiz, now);
    case 'pin':
      return { nodes: [] };
    case 'keep':
    case 'clear':
      return undefined;
    default:
      return messageReply(views, quiz, effect.message, effect.kind === 'retire', now);
  }
}

function messageReply(views: QuizViews, quiz: Whole, message: string, retired: boolean, now: number): Reply {
  if (quiz.settings.task !== undefined) {
    const shows = { task: views.task, remind: views.remind, end: views.taskEnd }[message] ?? views.taskEnd;
    return shows(taskView(quiz, now));
  }
  if (quiz.settings.daily !== undefined) {
    return message === 'r1'
      ? views.dailyReveal(dailyRevealView(quiz, now))
      : views.daily(dailyView(quiz, now, retired));
  }
  const n = Number(message.slice(1));
  if (message === 'lobby') return views.lobby(sessionView(quiz, now));
  if (message === 'pause') return views.paused(sessionView(quiz, now));
  if (message === 'end') return views.end(sessionView(quiz, now));
  return message.startsWith('q')
    ? views.question(questionView(quiz, n, now, retired))
    : views.reveal(revealView(quiz, n, now));
}

const pausedReply = (views: QuizViews, quiz: Whole, now: number): Reply | undefined =>
  isOver(quiz.state) || quiz.state.stage.at !== 'paused' ? undefined : views.paused(sessionView(quiz, now));

function mineReply(views: QuizViews, quiz: Whole, user: string, n: number): Reply | undefined {
  const own = answerOf(quiz, n, user);
  return own && n <= quiz.state.revealed ? views.mine(ownView(quiz, n, own)) : undefined;
}

/**
 * Draws the pictures of a reply. One of ours that cannot be drawn is left out: the text says the same. Of one from
 * elsewhere what it would show is said.
 */
export async function illustrate(
  reply: Reply,
  { draw, onError }: Pick<QuizzesOptions, 'draw' | 'onError'>,
): Promise<Illustrated> {
  const wanted = reply.nodes.filter((node): node is Picture => node.kind === 'picture');
  const pictures = new Map<string, Uint8Array>();
  for (const picture of wanted) {
    try {
      pictures.set(picture.name, await draw(picture));
    } catch (error) {
      if (!(error instanceof UserError)) onError(error);
    }
  }
  const nodes = reply.nodes.filter(
    (node) => node.kind !== 'picture' || node.drawing.type === 'remote' || pictures.has(node.name),
  );
  return { reply: { ...reply, nodes }, pictures };
}
