import type { Answer, Level, Question, Typed } from '../../questions/question.ts';
import type { Reply, ReplyNode } from '../../reply/document.ts';
import type { Streak } from '../daily/streak.ts';

/** Somebody by the name that their last message carried. */
export interface Person {
  readonly user: string;
  readonly name: string;
}

/** Questions that people brought are asked in the order of the bank, or in one of the seed. */
export const ORDERS = ['shuffled', 'mine'] as const;
export type Order = (typeof ORDERS)[number];

/** What a quiz was started with; `level` is left out where it rises from round to round. */
export interface QuizSettings {
  readonly topic?: string | undefined;
  /** Of questions that people brought: the topic that is asked. */
  readonly from?: string | undefined;
  readonly order?: Order | undefined;
  /** The formula whose steps are asked. */
  readonly steps?: string | undefined;
  readonly level?: Level | undefined;
  readonly rounds: number;
  readonly seconds: number;
  readonly seed: number;
  /** Of a task, which everybody answers alone in their own time; left out for a quiz. */
  readonly task?: TaskSettings | undefined;
  /** Of a question of the day; left out for everything else. */
  readonly daily?: DailySettings | undefined;
}

export interface DailySettings {
  /** The day for which it is asked: `2026-11-30`. */
  readonly date: string;
  /** The time zone in which days and times are said. */
  readonly zone: string;
  /** Is it said who was right? */
  readonly names: boolean;
  /** The group's streak before it. */
  readonly streak: Streak;
  /** Days whose question was not asked since the last one. */
  readonly missed: readonly string[];
}

export interface TaskSettings {
  /** When it is due, in ms since 1970; what comes later is marked as late. */
  readonly end: number;
  /** The time zone in which that is said. */
  readonly zone: string;
  /** What is right is shown after the end, or behind each answer. */
  readonly feedback: 'after' | 'now';
}

/** One line of a board. Those with the same points share a rank: 1, 2, 2, 4. */
export interface BoardRow extends Person {
  readonly rank: number;
  /** What the answers are worth after hints, with at most two decimals. */
  readonly points: number;
  /** How many of the questions revealed they answered, and how many of them right. */
  readonly answered: number;
  readonly right: number;
}

type QuizPhase = 'lobby' | 'asking' | 'grace' | 'reveal' | 'task' | 'daily' | 'paused' | 'ended' | 'aborted';
export type PauseReason = 'nobody' | 'not-allowed' | 'unreachable';
export type EndReason = 'played' | 'stopped' | 'channel-gone' | 'abandoned' | 'not-allowed';

/** A quiz as everybody may see it at this moment. Nothing in it says which answer of an open question is right. */
export interface SessionView {
  /** The key, as in `/quiz answer s7Kq2mPa.3 B`. */
  readonly session: string;
  /** The month of this is its season. */
  readonly startedAt: number;
  readonly settings: QuizSettings;
  readonly phase: QuizPhase;
  /** The number of the question that is open or was last; 0 before the first. */
  readonly n: number;
  /** How many questions are revealed. */
  readonly revealed: number;
  /** One player: no lobby, and no waiting for others. */
  readonly solo: boolean;
  /** Who started it, and who took over since; may be empty after a request to be forgotten. */
  readonly hosts: readonly Person[];
  /** All who joined. */
  readonly people: readonly Person[];
  /** All who have answered question `n`, and are not choosing any more. */
  readonly answered: readonly Person[];
  /** Questions that were skipped: they count for nobody. */
  readonly skipped: readonly number[];
  /** When the phase ends by itself, in ms since 1970; undefined while it is paused and once it is over. */
  readonly deadline: number | undefined;
  readonly now: number;
  readonly paused: PauseReason | undefined;
  readonly ended: EndReason | undefined;
  /** Of the questions revealed, best first. */
  readonly board: readonly BoardRow[];
}

/** A question without anything that tells the answer. */
export interface ShownQuestion {
  readonly n: number;
  readonly type: string;
  readonly level: Level;
  readonly prompt: readonly ReplyNode[];
  /** The texts on the buttons, A first. */
  readonly options: readonly string[];
  /** Are all that are right to be chosen, not one? */
  readonly several?: boolean | undefined;
  /** Two lists whose items belong together. */
  readonly pairs?: { readonly left: readonly string[]; readonly right: readonly string[] } | undefined;
  readonly picture?: Question['picture'];
  /** Whether an answer may be typed, and as what. */
  readonly typed: Typed['kind'] | undefined;
  /** Without a hint to be had. */
  readonly hintless?: boolean | undefined;
}

/** The message of question `question.n`. */
export interface QuestionView extends SessionView {
  readonly question: ShownQuestion;
  /** Does it still take answers? If not, it is shown without buttons. */
  readonly open: boolean;
  /** Seconds for this question, with the time to read it. */
  readonly allowed: number;
  /** Why it is shown again, with its time anew: after an outage of ours, a pause, or the loss of the message. */
  readonly again: 'outage' | 'resumed' | 'lost' | undefined;
}

/** How many gave an answer: options by index, those of several each. */
export interface Distribution {
  readonly options: readonly number[];
  readonly unknown: number;
  /** What was typed, the most frequent first; `text` where it may stand before all. The names of mistakes are in the note. */
  readonly typed: readonly {
    readonly text?: string | undefined;
    readonly note: string;
    readonly score: number;
    readonly count: number;
  }[];
  /** Of a question of pairs: how many answers there are, and how many have each pair right. */
  readonly pairs?: { readonly right: readonly number[]; readonly answers: number } | undefined;
}

/** The message after question `question.n`. */
export interface RevealView extends SessionView {
  readonly question: Question;
  readonly n: number;
  readonly distribution: Distribution;
  /** Those whose answer was right. */
  readonly right: readonly Person[];
}

/** A task as everybody may see it: counts, and nobody's name but the host's. */
export interface TaskView extends SessionView {
  readonly task: TaskSettings;
  /** How many have answered a question, how many all, and how many after the end. */
  readonly begun: number;
  readonly finished: number;
  readonly late: number;
}

/** A question of the day as everybody may see it while it is open. */
export interface DailyView extends SessionView {
  readonly daily: DailySettings;
  readonly question: ShownQuestion;
  /** Does it still take answers? */
  readonly open: boolean;
  /** How many have answered. */
  readonly count: number;
}

/** The same with its answer, once that is shown. */
export interface DailyRevealView extends SessionView {
  readonly daily: DailySettings;
  readonly question: Question;
  readonly count: number;
  readonly distribution: Distribution;
  /** How many were right; their names where people knew that these would be said. */
  readonly right: number;
  readonly named: readonly Person[];
  /** The group's streak with it. */
  readonly streak: Streak;
}

/** What one person sees of a task. */
export interface WorkView extends TaskView {
  /** Of each question: whether it is answered, and what that was worth once they may know. */
  readonly marks: readonly ('open' | 'given' | 'unknown' | 'right' | 'partly' | 'wrong')[];
  /** What their answers are worth, once they may know of all. */
  readonly points: number | undefined;
  /** Did they answer after the end? */
  readonly isLate: boolean;
  /** What they have just answered. */
  readonly noted: OwnView | undefined;
  /** The question that is asked, and what they answered to it before. */
  readonly asked: ShownQuestion | undefined;
  readonly own: OwnView | undefined;
}

/** An answer as it is kept. */
export interface KeptAnswer {
  readonly answer: Answer;
  /** 1 where the hint was taken. */
  readonly hints: number;
  /** The feedback; undefined if the grading failed. Never set before the reveal. */
  readonly grade:
    | { readonly score: number; readonly note: string; readonly feedback: readonly ReplyNode[] }
    | undefined;
}

/** Said to one person about question `n`: that the answer is noted, or what it suggests once it is revealed. */
export interface OwnView {
  readonly session: string;
  readonly n: number;
  /** One player: the answer ends the question, and cannot be changed. */
  readonly solo: boolean;
  readonly question: ShownQuestion;
  /** Is it the question of a day, which has no number? */
  readonly daily?: boolean;
  /** Have they begun to choose several options, without having said that these are all? */
  readonly choosing?: boolean;
  readonly own: KeptAnswer;
  /** The hint, where `unknown` brings it. */
  readonly hint: readonly ReplyNode[] | undefined;
  /** The whole question, once it is revealed. */
  readonly revealed: Question | undefined;
}

export interface HintView {
  readonly session: string;
  readonly n: number;
  readonly hint: readonly ReplyNode[];
}

export interface ScoresView {
  /** `2026-11`, in UTC. */
  readonly season: string;
  readonly board: readonly BoardRow[];
}

/** What a quiz says by itself, made by pure functions of what it is given. */
export interface QuizViews {
  // Messages for everybody, and their later states.
  readonly lobby: (view: SessionView) => Reply;
  readonly question: (view: QuestionView) => Reply;
  readonly reveal: (view: RevealView) => Reply;
  /** The quiz waits: why, and how it goes on. Also whispered to the host. */
  readonly paused: (view: SessionView) => Reply;
  /** The final board, or why it ended before its time. */
  readonly end: (view: SessionView) => Reply;
  /** A task: its message, its reminder, and that it is over. */
  readonly task: (view: TaskView) => Reply;
  readonly remind: (view: TaskView) => Reply;
  readonly taskEnd: (view: TaskView) => Reply;
  /** Whispered to the host of a task: its message cannot be seen. */
  readonly unseen: (view: TaskView) => Reply;
  /** A question of the day, and its answer. */
  readonly daily: (view: DailyView) => Reply;
  readonly dailyReveal: (view: DailyRevealView) => Reply;
  /** Whispered to whoever turned it on: it cannot go on here. */
  readonly dailyLost: (view: DailyView) => Reply;
  /** Whispered to each who answered: what the answer suggests. */
  readonly mine: (view: OwnView) => Reply;
}
