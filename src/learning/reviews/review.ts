import type { Requester } from '../../command/requester.ts';
import { inOption, UserError } from '../../errors.ts';
import { gradedOf } from '../../questions/grading/graded.ts';
import type { Answer, Grade, Question } from '../../questions/question.ts';
import { answerOf, type Exercise, exerciseReply, withLines } from '../../quiz/exercise.ts';
import { nameOf } from '../../quiz/practice.ts';
import { buttons, heading, paragraph, say, withCode } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode } from '../../reply/document.ts';
import type { LearningStore } from '../../store/learning/store.ts';
import { counted } from '../../text.ts';
import {
  type AskedLine,
  askedLine,
  checkCard,
  lineOf,
  MOST_IN_A_ROW,
  nextLine,
  noCard,
  type ReviewLine,
} from './line.ts';
import { bugCard, bugsIn } from './marks.ts';
import type { CardQuestions } from './questions.ts';
import { type KeptCard, readCard, recordAnswer } from './record.ts';
import { recallOf } from './schedule.ts';
import { bugOf, nextSkill, titleOf } from './skills.ts';
import { whenOf } from './when.ts';

/** What a review works with. */
export interface ReviewContext {
  readonly store: LearningStore;
  readonly questions: CardQuestions;
  readonly make: (wanted: { type: string; level: AskedLine['level']; seed: number }) => Promise<Question>;
  readonly grade: (question: Question, answer: Answer) => Promise<Grade>;
  /** Ms since 1970. */
  readonly now: () => number;
}

type Who = Pick<Requester, 'tenant' | 'user'>;

/** All cards of somebody. */
export const cardsOf = async (store: LearningStore, { tenant, user }: Who): Promise<KeptCard[]> =>
  (await store.cards(tenant, user)).map(readCard);

/**
 * Asks what is due, or says what an answer was worth and when it comes again.
 *
 * @throws UserError for a card that there is not, and for an answer that cannot be read
 */
export async function review(context: ReviewContext, given: ReviewLine, who: Who): Promise<Reply> {
  checkCard(given);
  const at = askedLine(given);
  return at === undefined ? begin(context, given, who) : goOn(context, at, who);
}

/** The cards that are due and can be asked, the least certain first. */
export async function dueCards(
  { questions }: Pick<ReviewContext, 'questions'>,
  cards: readonly KeptCard[],
  now: number,
): Promise<KeptCard[]> {
  const due = cards.filter((card) => card.due <= now);
  const askable = await Promise.all(due.map(({ card }) => questions.canAsk(card)));
  return due
    .filter((_, i) => askable[i])
    .sort((one, other) => recallOf(one.state, now) - recallOf(other.state, now) || (one.card < other.card ? -1 : 1));
}

/** The next question of a review that has begun, or the first. */
async function begin(context: ReviewContext, given: ReviewLine, who: Who): Promise<Reply> {
  const now = context.now();
  const cards = await cardsOf(context.store, who);
  const { number = 1, soFar = '' } = given;
  if (given.card !== undefined) return ask(context, cards, given.card, { number: 1, of: 1, soFar: '' });
  const due = await dueCards(context, cards, now);
  const [first] = due;
  const of = given.of ?? Math.min(MOST_IN_A_ROW, due.length);
  if (first !== undefined && number <= Math.max(of, 1)) return ask(context, cards, first.card, { number, of, soFar });
  if (number > 1) return over(context, cards, soFar, now);
  const states = new Map(cards.map(({ card, state }) => [card, state]));
  const fresh = nextSkill(states, now);
  const next = await nextDue(context, cards, now);
  if (fresh === undefined) return nothing(next);
  const before =
    cards.length === 0
      ? say`Whatever you answer here comes back when you are about to forget it. This is where it begins:`
      : say`Nothing is due. ${next === undefined ? '' : `Next due ${next}. `}Something new in between:`;
  return ask(context, cards, fresh.card, { number: 1, of: 1, soFar: '' }, [paragraph(before)]);
}

async function ask(
  context: ReviewContext,
  cards: readonly KeptCard[],
  card: string,
  place: Pick<AskedLine, 'number' | 'of' | 'soFar'>,
  before: readonly ReplyNode[] = [],
): Promise<Reply> {
  const from = cards.find((one) => one.card === card)?.state.from;
  const question = await context.questions.draw(card, from);
  if (question === undefined) throw noCard(card);
  const { type, level, seed } = question;
  const shown = Math.floor(context.now() / 1000);
  const at: AskedLine = { ...place, card, asked: nameOf(type), level, seed, shown };
  return exerciseReply(exerciseAt(at, undefined, before), question, {}, undefined);
}

/** Something is done with a question that was shown. */
async function goOn(context: ReviewContext, at: AskedLine, who: Who): Promise<Reply> {
  const type = at.asked.replace(/\.\d+$/, '');
  const question = await context.make({ type, level: at.level, seed: at.seed });
  if (nameOf(type) !== at.asked) return reworked(at);
  const exercise = exerciseAt(at, undefined);
  const answer = answerOf(at, question);
  const grade =
    answer &&
    (await context.grade(question, answer).catch((error: unknown) => {
      throw error instanceof UserError ? withLines(inPart(error), exercise, question, at) : error;
    }));
  const worth = grade ?? (at.solution ? SHOWN : undefined);
  if (worth === undefined) return exerciseReply(exercise, question, at, undefined);
  const { next, standing } = await answered(context, at, question, worth, who);
  return exerciseReply(exerciseAt(at, next, standing), question, at, grade);
}

/** An answer that cannot be read stands behind an option. */
const inPart = (error: UserError): UserError => {
  try {
    return inOption('text', () => {
      throw error;
    });
  } catch (named) {
    return named instanceof UserError ? named : error;
  }
};

/** Whoever has the answer shown before giving one does not know it. */
const SHOWN = { score: 0, note: 'unknown' };

/** Keeps an answer; what is said behind it, and what comes next. */
async function answered(
  context: ReviewContext,
  at: AskedLine,
  question: Question,
  worth: Pick<Grade, 'score' | 'note'>,
  who: Who,
): Promise<{ readonly next: Button | undefined; readonly standing: readonly ReplyNode[] }> {
  const { store } = context;
  const now = context.now();
  const seconds = at.shown === undefined ? undefined : Math.max(0, now / 1000 - at.shown);
  const graded = gradedOf(question, worth, {
    card: at.card,
    ...(at.hint && { hint: true }),
    ...(seconds !== undefined && { seconds }),
  });
  const isFirst = await recordAnswer(store, graded, who, now);
  const kept = await store.review(who.tenant, who.user, graded.key);
  const score: unknown = kept === undefined ? worth.score : JSON.parse(kept.content).score;
  const soFar = `${at.soFar}${score === 1 ? 'r' : 'w'}`;
  const cards = await cardsOf(store, who);
  const said = isFirst ? againLine(at, cards, worth.note, now) : 'Only the first answer counts.';
  if (at.of === 1) {
    const next = (await dueCards(context, cards, now)).length > 0 ? 'Go on' : 'One more';
    return { next: { label: next, command: '/review' }, standing: [paragraph(withCode(said))] };
  }
  if (at.number < at.of) {
    return { next: { label: 'Next question', command: nextLine(at, soFar) }, standing: [paragraph(withCode(said))] };
  }
  const { nodes, next } = await ending(context, cards, soFar, now);
  return { next, standing: [paragraph(withCode(said)), ...nodes] };
}

/** When the card of a question comes again, and why it was asked. */
function againLine({ card }: AskedLine, cards: readonly KeptCard[], note: string, now: number): string {
  const kept = cards.find((one) => one.card === card);
  if (kept === undefined) {
    const bugs = bugsIn(note).map(bugCard);
    const due = Math.min(...cards.filter((one) => bugs.includes(one.card)).map((one) => one.due));
    return Number.isFinite(due)
      ? `The mistake behind it comes back ${whenOf(due, now)}.`
      : 'It comes back another time.';
  }
  const when = whenOf(kept.due, now);
  return bugOf(card) === undefined
    ? `This comes back ${when}.`
    : `This was asked because of a mistake of yours, "${titleOf(card)}". It comes back ${when}.`;
}

/** What went well, and when the next card is due. */
async function ending(
  context: ReviewContext,
  cards: readonly KeptCard[],
  soFar: string,
  now: number,
): Promise<{ readonly nodes: readonly ReplyNode[]; readonly next: Button }> {
  const due = await dueCards(context, cards, now);
  const right = [...soFar].filter((letter) => letter === 'r').length;
  const all = soFar.length;
  const went =
    all < 2
      ? ''
      : right === all
        ? `All ${all} were right. `
        : `${right} of ${all} ${right === 1 ? 'was' : 'were'} right. `;
  if (due.length > 0) {
    const more = `${counted(due.length, 'card')} ${due.length === 1 ? 'is' : 'are'} still due.`;
    return { nodes: [paragraph(say`${went}${more}`)], next: { label: 'Go on', command: '/review' } };
  }
  const next = await nextDue(context, cards, now);
  return {
    nodes: [
      paragraph(
        withCode(`${went}${surest(cards, now)}${next === undefined ? 'Nothing else is due.' : `Next due ${next}.`}`),
      ),
    ],
    next: { label: 'What I can do', command: '/me' },
  };
}

/** Of what was just known, the card that lasts longest. */
function surest(cards: readonly KeptCard[], now: number): string {
  const recent = cards.filter(({ state }) => state.days > 0 && now - state.rated < 30 * 60_000);
  const best = recent.toSorted((one, other) => other.state.stability - one.state.stability)[0];
  return best === undefined ? '' : `Surest: ${titleOf(best.card)}. `;
}

/** When the next card that can be asked is due. */
export async function nextDue(
  context: Pick<ReviewContext, 'questions'>,
  cards: readonly KeptCard[],
  now: number,
): Promise<string | undefined> {
  for (const { card, due } of cards.toSorted((one, other) => one.due - other.due))
    if (await context.questions.canAsk(card)) return whenOf(due, now);
  return undefined;
}

const exerciseAt = (at: AskedLine, next: Button | undefined, standing: readonly ReplyNode[] = []): Exercise => ({
  title: at.of === 1 ? 'Review' : `Review: question ${at.number} of ${at.of}`,
  solutionTitle: at.of === 1 ? 'Review: the answer' : `Review: the answer to question ${at.number} of ${at.of}`,
  line: (doing) => lineOf(at, doing),
  next,
  standing,
});

/** The rest of a review of which nothing is due any more. */
async function over(context: ReviewContext, cards: readonly KeptCard[], soFar: string, now: number): Promise<Reply> {
  const { nodes, next } = await ending(context, cards, soFar, now);
  return { nodes: [heading('Review'), ...nodes, buttons(next)], asks: { letters: [], next: next.command } };
}

const nothing = (next: string | undefined): Reply => ({
  nodes: [
    heading('Review'),
    paragraph(say`Nothing is due, and nothing is new. ${next === undefined ? '' : `Next due ${next}.`}`),
    buttons({ label: 'Practise', command: '/quiz practice' }, { label: 'What I can do', command: '/me' }),
  ],
});

const reworked = (at: AskedLine): Reply => ({
  nodes: [
    heading('Review'),
    paragraph(say`This question was reworked since it was shown, so nothing is graded. Take a fresh one.`),
    buttons({
      label: 'Fresh question',
      command: `/review --number ${at.number} --of ${at.of}${at.soFar === '' ? '' : ` --so-far ${at.soFar}`}`,
    }),
  ],
});
