import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import { loadWhole } from '../../quiz/host/load.ts';
import { replyOf } from '../../quiz/host/render.ts';
import { quizViews } from '../../quiz/views/index.ts';
import { CHANNEL, renderAnswer, TENANT } from './ask.ts';
import type { RecentMessage } from './recent-messages.ts';

/**
 * What the quiz that runs on the page had shown to everybody before this server was started, as it is now: for the
 * tabs that come back, and so that it can still be changed.
 */
export async function restoreMessages({ store }: Pick<Dispatcher, 'store'>, now: number): Promise<RecentMessage[]> {
  const row = await store.quizzes.live(`web:${TENANT}`, CHANNEL);
  if (row === undefined) return [];
  const quiz = await loadWhole(store.quizzes, row);
  return Object.entries(quiz.state.messages).flatMap(([message, { id, copy }]) => {
    // A pause that is over is no news.
    if (id === undefined || (message === 'pause' && quiz.state.stage.at !== 'paused')) return [];
    const reply = replyOf(quizViews, quiz, { kind: 'post', message, copy }, now);
    if (reply === undefined) return [];
    // Nothing in it is fetched later, so it needs no place among the kept answers.
    return [{ id, html: renderAnswer('', { reply, pictures: new Map() }, 'dark'), to: undefined }];
  });
}
