import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Typesetter } from '../../dispatch/typeset.ts';
import { loadWhole } from '../../quiz/host/load.ts';
import { replyOf } from '../../quiz/host/render.ts';
import { quizViews } from '../../quiz/views/index.ts';
import type { QuizStore, SessionRow } from '../../store/quiz-store.ts';
import { renderAnswer } from './ask.ts';
import { PLATFORM } from './group.ts';
import type { RecentMessage } from './recent-messages.ts';

/** A message with the room that it is in. */
interface Restored {
  readonly room: string;
  readonly message: RecentMessage;
}

/**
 * What the quizzes that run on the page had shown to everybody before this server was started, as it is now: for the
 * tabs that come back, and so that it can still be changed.
 */
export async function restoreMessages(
  { store, bot }: Pick<Dispatcher, 'store' | 'bot'>,
  now: number,
): Promise<Restored[]> {
  const { quizzes } = store;
  const live = await quizzes.allLive([PLATFORM]);
  const rows = await Promise.all(live.map(({ key }) => quizzes.session(key)));
  const restored = rows.map((row) => (row === undefined ? [] : messagesOf(quizzes, row, now, bot.typeset)));
  return (await Promise.all(restored)).flat();
}

async function messagesOf(quizzes: QuizStore, row: SessionRow, now: number, typeset: Typesetter): Promise<Restored[]> {
  const quiz = await loadWhole(quizzes, row);
  const made = Object.entries(quiz.state.messages).map(async ([message, { id, copy }]): Promise<Restored[]> => {
    // A pause that is over is no news.
    if (id === undefined || (message === 'pause' && quiz.state.stage.at !== 'paused')) return [];
    const reply = replyOf(quizViews, quiz, { kind: 'post', message, copy }, now);
    if (reply === undefined) return [];
    // Nothing in it is fetched later, so it needs no place among the kept answers.
    const html = renderAnswer('', { reply, pictures: new Map(), typeset: await typeset(reply.nodes) }, 'dark');
    return [{ room: row.channel, message: { id, html, to: undefined } }];
  });
  return (await Promise.all(made)).flat();
}
