/**
 * What is kept of quizzes. Every method is one transaction; what has resolved is on disk. JSON comes and goes as
 * text; times are ms since 1970.
 */
export interface QuizStore {
  /** Begins a quiz with its questions and first effects; false where the channel has a live one. */
  create(quiz: NewQuiz): Promise<boolean>;
  session(key: string): Promise<SessionRow | undefined>;
  /** The quiz that runs in a channel. */
  live(tenant: string, channel: string): Promise<SessionRow | undefined>;
  /** The newest quiz of a channel, live or over. */
  latest(tenant: string, channel: string): Promise<SessionRow | undefined>;
  /** The newest tasks of a channel, live or over. */
  tasks(tenant: string, channel: string, most: number): Promise<readonly SessionRow[]>;
  /** All quizzes and tasks of a channel that were started in a stretch of time, the first first. */
  sessionsIn(tenant: string, channel: string, from: number, to: number): Promise<readonly SessionRow[]>;
  /**
   * The live quizzes and tasks of a tenant that have this question, or one with this part in its JSON, and have not revealed
   * its answer.
   */
  asking(tenant: string, question: string, part: string): Promise<readonly SessionRow[]>;
  /** All live quizzes on these platforms, of every tenant; the first part of a tenant is the platform's name. */
  allLive(platforms: readonly string[]): Promise<readonly LiveRow[]>;
  /** Writes the heartbeat of these quizzes: a process looks after them. */
  attend(keys: readonly string[], now: number): Promise<void>;
  /**
   * Writes a change all at once, or nothing: `conflict` if the session has another version by now (optimistic locking),
   * `lost` if the lease on the effect that is done is no longer ours.
   */
  commit(change: Change): Promise<'done' | 'conflict' | 'lost'>;
  /** By number, the first first. */
  questions(session: string): Promise<readonly string[]>;
  /** In order of question and person. */
  answers(session: string): Promise<readonly AnswerRow[]>;
  people(session: string): Promise<readonly PersonRow[]>;
  /**
   * Leases effects of the outbox that are due: the first of each lane of each session, so that those of a lane are
   * delivered in order. Nobody else gets them until the lease expires.
   */
  claim(claim: Claim): Promise<readonly EffectRow[]>;
  /** Renews the lease of an effect that is still being delivered. */
  renew(effect: EffectKey, token: string, until: number): Promise<void>;
  /** Ends the lease of an effect that failed, to be tried again not before a time. */
  postpone(effect: EffectKey, token: string, from: number): Promise<void>;
  /** Deletes an effect that is delivered or given up. */
  drop(effect: EffectKey, token: string): Promise<void>;
  /** Ends all leases of a token, for the next process. */
  release(token: string): Promise<void>;
  /** What everybody's answers to revealed questions are worth, over the quizzes, without the tasks, started in a stretch of time. */
  season(tenant: string, from: number, to: number): Promise<readonly SeasonRow[]>;
  /** Keys of the quizzes in which somebody is, over or not. */
  sessionsOf(tenant: string, user: string): Promise<readonly string[]>;
  /** Keeps the questions that somebody brought, in place of those before. */
  saveSet(tenant: string, user: string, content: string, now: number): Promise<void>;
  set(tenant: string, user: string): Promise<string | undefined>;
  deleteSet(tenant: string, user: string): Promise<void>;
  /** Where somebody is in their practice. */
  practice(tenant: string, user: string): Promise<string | undefined>;
  /** Keeps where somebody is, if that is still what was read (`before`); false where it is not. */
  savePractice(practice: NewPractice): Promise<boolean>;
  deletePractice(tenant: string, user: string): Promise<void>;
  /** Deletes quizzes that are over and were started before a time, and sets and practices that old. */
  forgetQuizzes(before: number): Promise<void>;
}

type Kind = 'quiz' | 'task' | 'daily';

export interface NewQuiz {
  readonly key: string;
  /** A channel has one live quiz and one live question of the day, and as many tasks as there are; a quiz if left out. */
  readonly kind?: Kind | undefined;
  readonly tenant: string;
  readonly channel: string;
  readonly settings: string;
  readonly state: string;
  readonly due: number;
  readonly now: number;
  readonly questions: readonly string[];
  /** Who began it, if that is still known. */
  readonly host?: PersonRow | undefined;
  readonly effects: readonly NewEffect[];
}

interface NewPractice {
  readonly tenant: string;
  readonly user: string;
  readonly before: string | undefined;
  readonly state: string;
  readonly now: number;
}

export interface LiveRow {
  readonly key: string;
  /** When it goes on by itself. */
  readonly due: number;
  /** The last heartbeat. */
  readonly attended: number;
}

export interface SessionRow {
  readonly key: string;
  readonly tenant: string;
  readonly channel: string;
  readonly live: boolean;
  readonly version: number;
  readonly settings: string;
  readonly state: string;
  readonly startedAt: number;
}

export interface Change {
  readonly key: string;
  /** The version that was read. */
  readonly version: number;
  readonly state: string;
  /** Undefined when the quiz is over. */
  readonly due: number | undefined;
  /** Questions up to this one count. */
  readonly revealed: number;
  readonly now: number;
  readonly person?: PersonRow | undefined;
  readonly answer?: NewAnswer | undefined;
  readonly hint?: { readonly n: number; readonly user: string } | undefined;
  /** A question of which no answer and no hint is to count: they are deleted. */
  readonly skip?: number | undefined;
  readonly grades?: readonly GradeRow[] | undefined;
  /** Puts a name of nobody's in front of what somebody answered, or deletes that as well without one, and the rest of what is known of them. */
  readonly forget?: { readonly user: string; readonly as?: string | undefined } | undefined;
  /** Forgets effects that are not done, but for {@link LASTING_LANE}, before new ones are added. */
  readonly clear?: boolean | undefined;
  /** Nobody is at work on effects that are not done, and none waits any longer: a clock may have been set back. */
  readonly wake?: boolean | undefined;
  readonly effects: readonly NewEffect[];
  /** The effect that is done with this. */
  readonly done?: { readonly seq: number; readonly token: string } | undefined;
}

export interface PersonRow {
  readonly user: string;
  readonly name: string;
  readonly seenAt: number;
}

/** An answer; one that was given earlier than the one that is kept changes nothing. */
export interface NewAnswer {
  readonly n: number;
  readonly user: string;
  readonly answer: string;
  readonly at: number;
  readonly grade?: Omit<GradeRow, 'n' | 'user'> | undefined;
}

export interface GradeRow {
  readonly n: number;
  readonly user: string;
  /** In hundredths, before hints are taken off. */
  readonly score: number;
  readonly note: string;
  readonly feedback: string;
  /** The answer that was graded: another one that came since keeps its own. */
  readonly answer?: string | undefined;
}

/** Only a hint was taken where `at` is undefined; the answer of somebody forgotten has a note and a score alone. */
export interface AnswerRow {
  readonly n: number;
  readonly user: string;
  readonly at: number | undefined;
  readonly answer: string | undefined;
  readonly score: number | undefined;
  readonly note: string | undefined;
  readonly feedback: string | undefined;
  readonly hints: number;
}

export interface NewEffect {
  /** Effects of one lane are delivered in order. */
  readonly lane: string;
  /** A new one takes the place of one of the same lane and name that nobody has begun; all are different if empty. */
  readonly name: string;
  readonly effect: string;
  readonly from: number;
}

/** The lane of effects that are no messages: what is not done of it is never cleared. */
export const LASTING_LANE = '+';

interface EffectKey {
  readonly session: string;
  /** Grows with every effect of the session. */
  readonly seq: number;
}

export interface EffectRow extends EffectKey {
  readonly effect: string;
  /** Failed attempts so far. */
  readonly attempts: number;
  readonly createdAt: number;
}

export interface Claim {
  readonly token: string;
  readonly now: number;
  readonly until: number;
  readonly most: number;
  /** Only of quizzes on these platforms: whoever claims an effect must be able to do it. */
  readonly platforms: readonly string[];
  /** Only of this session. */
  readonly session?: string | undefined;
}

interface SeasonRow {
  readonly user: string;
  readonly name: string;
  /** In hundredths, after hints. */
  readonly points: number;
  readonly answered: number;
  readonly right: number;
}

/** What a hint costs, in hundredths. */
export const HINT_COST = 10;
/** A right answer's score, in hundredths. */
export const FULL_SCORE = 100;
