import type { Requester } from '../../command/requester.ts';
import { masteryPicture } from '../../figures/mastery.ts';
import { buttons, heading, list, paragraph, say, strong, withCode } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode, Span } from '../../reply/document.ts';
import { markOf } from '../../reply/mastery-mark.ts';
import { counted } from '../../text.ts';
import { misconception } from '../../tutor/misconceptions/index.ts';
import type { KeptCard } from '../reviews/record.ts';
import { cardsOf, dueCards, nextDue, type ReviewContext } from '../reviews/review.ts';
import { titleOf } from '../reviews/skills.ts';
import { whenOf } from '../reviews/when.ts';
import { daysThisMonth, isSure, type Mistake, masteryOf, mistakesOf, skillsOf } from './standing.ts';

/** Lines of a page of all details. */
const PAGE = 12;
/** So many mistakes are named in brief. */
const NAMED = 3;

export interface MeRequest {
  readonly what?: 'export' | 'forget' | undefined;
  readonly full?: boolean | undefined;
  /** Of the details, from 1. */
  readonly page?: number | undefined;
  /** Is forgetting confirmed? */
  readonly sure?: boolean | undefined;
}

/** What somebody can do, which mistakes are gone, and what is due. */
export async function meReply(context: ReviewContext, { full, page = 1 }: MeRequest, who: Requester): Promise<Reply> {
  const now = context.now();
  const cards = await cardsOf(context.store, who);
  if (cards.length === 0) return NOTHING;
  return full ? details(cards, page, now) : brief(context, cards, who, now);
}

const NOTHING: Reply = {
  nodes: [
    heading('What you can do'),
    paragraph(
      say`Nothing is known of you yet. Whatever you answer here, in a quiz, in practice or in a lesson, is counted for what it asks, and comes back when you are about to forget it.`,
    ),
    buttons({ label: 'Begin', command: '/review' }, { label: 'Practise', command: '/quiz practice' }),
  ],
};

async function brief(context: ReviewContext, cards: readonly KeptCard[], who: Requester, now: number): Promise<Reply> {
  const skills = skillsOf(cards, now);
  const sure = skills.filter(isSure).length;
  const reviews = await context.store.reviews(who.tenant, who.user);
  const days = daysThisMonth(
    reviews.map(({ at }) => at),
    now,
  );
  const due = await dueCards(context, cards, now);
  const next = await nextDue(context, cards, now);
  const tried =
    skills.length === 0
      ? 'No skill is counted yet: your answers so far tell of mistakes.'
      : `You have tried ${counted(skills.length, 'skill')}, and ${sure === 0 ? 'none is' : sure === skills.length ? (sure === 1 ? 'it is' : 'all are') : sure === 1 ? 'one is' : `${sure} are`} sure now.`;
  const learned = `You answered something on ${counted(days, 'day')} of this month.`;
  const comes =
    due.length > 0
      ? `${counted(due.length, 'card')} ${due.length === 1 ? 'is' : 'are'} due now.`
      : next === undefined
        ? ''
        : `Nothing is due now. Next due ${next}.`;
  return {
    nodes: [
      heading('What you can do'),
      paragraph(say`${tried} ${learned}`),
      ...(skills.length === 0 ? [] : [masteryPicture(masteryOf(cards, now))]),
      ...mistakeNodes(mistakesOf(cards)),
      ...(comes === '' ? [] : [paragraph(say`${comes}`)]),
      buttons(
        { label: due.length > 0 ? 'Review' : 'Something new', command: '/review' },
        { label: 'All details', command: '/me --detail full' },
        { label: 'Export', command: '/me export' },
        { label: 'Forget me', command: '/me forget' },
      ),
    ],
  };
}

const TOLD: readonly (readonly [is: Mistake['is'], title: string])[] = [
  ['gone', 'Mistakes that are gone'],
  ['back', 'Mistakes that came back'],
  ['open', 'Mistakes to look at'],
];

function mistakeNodes(mistakes: readonly Mistake[]): ReplyNode[] {
  const items = TOLD.flatMap(([is, title]) => {
    const names = mistakes.filter((one) => one.is === is).map(({ card }) => titleOf(card.card));
    if (names.length === 0) return [];
    const more = names.length > NAMED ? `, and ${names.length - NAMED} more` : '';
    return [say`${strong(title)}: ${withCode(`${names.slice(0, NAMED).join(', ')}${more}.`)}`];
  });
  return items.length === 0 ? [] : [list(items)];
}

/** Every skill with how sure it is and when it comes again, and every mistake with what it is. */
function details(cards: readonly KeptCard[], page: number, now: number): Reply {
  const lines: Span[][] = [
    ...skillsOf(cards, now).map(
      ({ card, sure }) => say`${markOf(sure)} ${Math.round(100 * sure)} % ${titleOf(card.card)}. ${dueText(card, now)}`,
    ),
    ...mistakesOf(cards).map(({ card, name, is }) => mistakeLine(card, name, is, now)),
  ];
  const pages = Math.ceil(lines.length / PAGE);
  const at = Math.min(page, pages);
  const to = (label: string, wanted: number): Button[] =>
    wanted < 1 || wanted > pages ? [] : [{ label, command: `/me --detail full --page ${wanted}` }];
  return {
    nodes: [
      heading(pages === 1 ? 'What you can do: all of it' : `What you can do: page ${at} of ${pages}`),
      paragraph(
        say`The number is the chance that you know it now, halved while the last answer was wrong. ${markOf(1)} sure, ${markOf(0.6)} fading, ${markOf(0)} to do again.`,
      ),
      list(lines.slice((at - 1) * PAGE, at * PAGE)),
      buttons(
        ...to('Back', at - 1),
        ...to('Next', at + 1),
        { label: 'Review', command: '/review' },
        { label: 'In short', command: '/me' },
      ),
    ],
  };
}

const dueText = ({ due }: KeptCard, now: number): string =>
  due <= now ? 'Due now.' : `Comes back ${whenOf(due, now)}.`;

const SAID: Readonly<Record<Mistake['is'], string>> = { gone: 'gone', back: 'came back', open: 'to look at' };

/** Code in a title stays code. */
const strongTitle = (title: string): Span[] =>
  withCode(title).map((span) => (span.style === 'plain' ? strong(span.text) : span));

const mistakeLine = (card: KeptCard, name: string, is: Mistake['is'], now: number): Span[] =>
  say`${strongTitle(titleOf(card.card))} (${SAID[is]}): ${withCode(misconception(name as Parameters<typeof misconception>[0]).sentence)} ${dueText(card, now)}`;
