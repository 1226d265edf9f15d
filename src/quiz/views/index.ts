import { remindReply, taskEndReply, taskReply, unseenReply } from '../assign/replies.ts';
import { dailyLostReply, dailyReply, dailyRevealReply } from '../daily/replies.ts';
import type { QuizViews } from '../session/view-data.ts';
import { mineReply } from './mine.ts';
import { questionReply, revealReply } from './question.ts';
import { endReply, lobbyReply, pausedReply } from './session.ts';

/** What a quiz says by itself, as pure functions of what is to be said. */
export const quizViews: QuizViews = {
  lobby: lobbyReply,
  question: questionReply,
  reveal: revealReply,
  paused: pausedReply,
  end: endReply,
  mine: mineReply,
  task: taskReply,
  remind: remindReply,
  taskEnd: taskEndReply,
  unseen: unseenReply,
  daily: dailyReply,
  dailyReveal: dailyRevealReply,
  dailyLost: dailyLostReply,
};
