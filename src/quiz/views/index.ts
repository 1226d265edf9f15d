import type { QuizViews } from '../session/view-data.ts';
import { exportedView, importedView } from './files.ts';
import { hintView, mineView, notedView } from './own.ts';
import { questionView, revealView } from './question.ts';
import { reportView } from './report.ts';
import {
  begunView,
  endView,
  forgottenView,
  joinedView,
  leadingView,
  lobbyView,
  pausedView,
  resumedView,
  scoresView,
  startedView,
  statusView,
  stoppedView,
} from './session.ts';

/** All that a quiz says, as pure functions of what is to be said. */
export const quizViews: QuizViews = {
  lobby: lobbyView,
  question: questionView,
  reveal: revealView,
  paused: pausedView,
  end: endView,
  started: startedView,
  begun: begunView,
  joined: joinedView,
  noted: notedView,
  hint: hintView,
  mine: mineView,
  stopped: stoppedView,
  resumed: resumedView,
  leading: leadingView,
  status: statusView,
  scores: scoresView,
  report: reportView,
  exported: exportedView,
  imported: importedView,
  forgotten: forgottenView,
};
