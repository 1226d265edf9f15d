import { UserError } from '../../errors.ts';
import type { Refusal, Role, Rules } from '../session/rules.ts';
import { roundsOf, type State } from '../session/state.ts';

const CALLED: Readonly<Record<Role, string>> = {
  host: 'the host of the quiz',
  participant: 'people who take part',
  manager: 'somebody who manages the server',
  anyone: 'anyone',
};

/** What somebody is told who may not: who may. */
export const whoMay = ({ may, does }: Rules): string =>
  `Only ${may.map((role) => CALLED[role]).join(' or ')} may ${does}.`;

/** Is it a task, over or not? */
const isTask = ({ stage, messages }: State): boolean => stage.at === 'task' || messages['task'] !== undefined;

const REFUSED = {
  over: ['This quiz is over.', 'E_QUIZ_OVER', 'Start another with `/quiz start`.'],
  begun: ['The quiz has begun already.', 'E_QUIZ_BEGUN', 'Answer with the buttons under the question.'],
  'not-begun': ['The quiz has not begun yet.', 'E_QUIZ_NOT_BEGUN', 'Take part with `/quiz join`.'],
  paused: ['The quiz is paused.', 'E_QUIZ_PAUSED', 'The host goes on with `/quiz resume`.'],
  'not-paused': ['The quiz is not paused.', 'E_QUIZ_NOT_PAUSED', '`/quiz status` says how far it is.'],
  'not-open': [
    'This question is not open.',
    'E_QUESTION_NOT_OPEN',
    '`/quiz status` says how far the quiz is, and has buttons for the host.',
  ],
  final: [
    'You have seen what is right here, so this answer cannot be changed any more.',
    'E_ANSWER_FINAL',
    'Go on with `/quiz task`.',
  ],
  'not-asked': [
    'This question has not been asked yet.',
    'E_QUESTION_NOT_ASKED',
    'Answer the one that is open: leave its name out, or use the buttons under it.',
  ],
  owned: [
    'Only whoever opened this room may lead a quiz in it.',
    'E_NOT_ALLOWED',
    'If they do not come back, leave the room: `/quiz start` opens one of your own then.',
  ],
  'goes-on': [
    'The quiz goes on by itself, so nobody has to take it over.',
    'E_HOST_PRESENT',
    'Where one is paused and its host stays away for a minute, anyone can lead it.',
  ],
  closed: [
    'This question is closed: your answer came too late to count.',
    'E_QUESTION_CLOSED',
    'The next question comes after the reveal.',
  ],
} as const;

/** The same of a task. */
const REFUSED_IN_TASK = {
  over: ['This task is over.', 'E_TASK_OVER', '`/quiz assign --show` has its points.'],
  closed: ['This task takes no more answers.', 'E_QUESTION_CLOSED', '`/quiz task` says what yours were worth.'],
} as const;

/** The same of a question of the day. */
const REFUSED_IN_DAILY = {
  over: ['This question is over.', 'E_QUIZ_OVER', '`/daily status` says when the next one comes.'],
  closed: [
    'This question is closed: your answer came too late to count.',
    'E_QUESTION_CLOSED',
    '`/daily status` says when the next one comes.',
  ],
  'not-open': [
    'A question of the day closes by itself, when the next one comes.',
    'E_QUESTION_NOT_OPEN',
    '`/daily off` ends it now.',
  ],
} as const;

/** The same where a quiz or task is. */
function whoMayHere(rules: Rules, state: State): string {
  const who = isTask(state) ? whoMay(rules).replace(CALLED.host, 'the host of the task') : whoMay(rules);
  return state.owned ? who.replace(CALLED.manager, 'whoever opened the room') : who;
}

/** Says why something cannot be now, and what to do instead. */
export function refusalError(refused: Refusal, rules: Rules, state: State): UserError {
  if (refused.why === 'role')
    return new UserError(whoMayHere(rules, state), {
      code: 'E_NOT_ALLOWED',
      ...(canBeLed(rules, state) && { hint: LEAD }),
    });
  if (refused.why === 'host-here')
    return new UserError('The host was here a moment ago.', {
      code: 'E_HOST_PRESENT',
      hint: `If they stay silent, you can lead in ${Math.ceil(refused.inMs / 1000)} s.`,
    });
  const { why } = refused;
  if (state.daily !== undefined && Object.hasOwn(REFUSED_IN_DAILY, why)) {
    const [message, code, hint] = REFUSED_IN_DAILY[why as keyof typeof REFUSED_IN_DAILY];
    return new UserError(message, { code, hint });
  }
  const [message, code, hint] =
    isTask(state) && (why === 'over' || why === 'closed') ? REFUSED_IN_TASK[why] : REFUSED[why];
  return new UserError(message, { code, hint });
}

export const noQuiz = ({ does }: Pick<Rules, 'does'>): UserError =>
  new UserError('No quiz is running here.', {
    code: 'E_NO_QUIZ',
    hint: does === 'answer' ? `${START_ONE} ${PRACTISED}` : START_ONE,
  });

const START_ONE = 'Start one with `/quiz start`.';
const PRACTISED = 'A question of `/quiz practice` is answered with the buttons below it.';

export const noQuestion = (reference: string): UserError =>
  new UserError(`I know no question \`${reference.slice(0, 40).replaceAll('`', "'")}\` here.`, {
    code: 'E_UNKNOWN_QUESTION',
    hint: 'Use the buttons under the question, or leave its name out.',
  });

/** Says that one runs already, and how far it is. */
export function alreadyRuns(state: State | undefined): UserError {
  const hint = 'Take part with `/quiz join`; its host ends it with `/quiz stop`.';
  if (state === undefined || state.n === 0)
    return new UserError('A quiz is about to begin here already.', { code: 'E_QUIZ_RUNS', hint });
  const paused = state.stage.at === 'paused' ? ', paused' : '';
  return new UserError(`A quiz is running here: question ${state.n} of ${roundsOf(state)}${paused}.`, {
    code: 'E_QUIZ_RUNS',
    hint,
  });
}

const LEAD = 'When the host stays away for a minute, anyone can take over with `/quiz lead`.';

/** Where a quiz waits for its host. */
const STANDS_STILL: readonly string[] = ['lobby', 'paused'];

/** Would somebody who takes the quiz over be able to do this? */
const canBeLed = ({ may, apply }: Rules, state: State): boolean =>
  may.includes('host') && apply !== undefined && STANDS_STILL.includes(state.stage.at) && !state.owned;
