import type {
  BoardRow,
  Distribution,
  Person,
  QuestionView,
  RevealView,
  SessionView,
} from '../../../quiz/session/view-data.ts';
import { bugTitle, lettered, nameOf, namesOf, points, rightAnswer } from '../../../quiz/views/parts.ts';
import { paragraph } from '../../../reply/build.ts';
import type { ReplyNode, Span } from '../../../reply/document.ts';
import { counted } from '../../../text.ts';
import { type Html, html, trusted } from '../html.ts';
import type { Addresses } from '../rooms/address.ts';
import { LOCAL } from '../rooms/invitation.ts';

/** What is shown to all in a room at the moment. */
export type Shown =
  | { readonly at: 'empty' }
  | { readonly at: 'lobby' | 'paused' | 'over'; readonly view: SessionView }
  | { readonly at: 'question'; readonly view: QuestionView }
  | { readonly at: 'reveal'; readonly view: RevealView };

/** The room that it is shown for, and how nodes of a reply become HTML there. */
export interface StageOptions {
  readonly code: string;
  readonly addresses: Addresses;
  readonly render: (nodes: readonly ReplyNode[]) => Html;
}

const MOST_NAMES = 60;
const MOST_ON_BOARD = 8;
const MOST_AT_END = 12;

/** What a projector shows: a fragment of HTML, everything in it escaped. Pure; nothing tells the answer before the reveal. */
export function stageHtml(shown: Shown, options: StageOptions): Html {
  switch (shown.at) {
    case 'empty':
      return html`${invite(options)}<p class="count">Nothing runs here yet.</p>`;
    case 'lobby':
      return html`${invite(options)}${lobby(shown.view)}`;
    case 'question':
      return html`${question(shown.view, options)}${corner(options)}`;
    case 'reveal':
      return html`${reveal(shown.view, options)}${corner(options)}`;
    case 'paused':
      return html`<h2>The quiz is paused</h2><p class="count">Nothing is lost. The host goes on with it.</p>${corner(options)}`;
    case 'over':
      return html`${over(shown.view)}${corner(options)}`;
  }
}

const spans = ({ render }: StageOptions, ...texts: Span[]): Html => render([paragraph(texts)]);

const qr = ({ code, addresses }: StageOptions): Html =>
  html`<img class="qr" src="/rooms/${code}/qr.svg" alt="QR code of ${addresses.join}" width="400" height="400">`;

/** As people type it. */
const short = ({ join }: Addresses): string => join.replace(/^https?:\/\//, '');

const invite = (options: StageOptions): Html =>
  html`<div class="invite">${qr(options)}<div><h2>Join room <strong class="code">${options.code}</strong></h2><p class="address">${short(options.addresses)}</p>${
    options.addresses.local ? html`<p class="note">${LOCAL}</p>` : undefined
  }</div></div>`;

const corner = (options: StageOptions): Html =>
  html`<aside class="corner" aria-label="Join">${qr(options)}<p><strong class="code">${options.code}</strong><span>${short(options.addresses)}</span></p></aside>`;

function lobby({ people, settings }: SessionView): Html {
  const shown = people.slice(0, MOST_NAMES);
  const more = people.length - shown.length;
  const names = shown.map((person) => html`<li>${nameOf(person)}</li>`);
  return html`<p class="count">${counted(settings.rounds, 'question')}. ${people.length === 0 ? 'Nobody is in yet.' : `${counted(people.length, 'person', 'people')} in.`}</p><ul class="names" aria-label="Who is in">${names}${more > 0 ? html`<li>and ${more} more</li>` : undefined}</ul>`;
}

const timer = ({ deadline }: SessionView): Html | undefined =>
  deadline === undefined ? undefined : html`<span class="timer" role="timer" data-deadline="${deadline}"></span>`;

function question(view: QuestionView, options: StageOptions): Html {
  const { question: asked, settings, open, answered, people } = view;
  const all = Math.max(people.length, answered.length);
  const letters = asked.options.map((text, i) => html`<li>${spans(options, ...lettered(i, text, asked.type))}</li>`);
  return html`<header><h2>Question ${asked.n} of ${settings.rounds}</h2>${open ? timer(view) : html`<span class="timer">Time is up</span>`}</header><div class="prompt">${options.render(asked.prompt)}</div>${
    letters.length > 0 ? html`<ul class="options" data-count="${letters.length}">${letters}</ul>` : undefined
  }${letters.length === 0 && asked.typed !== undefined ? html`<p class="note">Type your answer.</p>` : undefined}<p class="count"><strong>${answered.length}</strong> of ${all} answered</p>`;
}

function reveal(view: RevealView, options: StageOptions): Html {
  const { question: asked, n, settings, distribution, right, board } = view;
  const clock = timer(view);
  const comes = clock && html`<p class="note">${n < settings.rounds ? 'Next question' : 'Final board'} in ${clock}</p>`;
  return html`<header><h2>Answer to question ${n} of ${settings.rounds}</h2>${comes}</header><div class="prompt small">${options.render(asked.prompt)}</div><div class="columns"><div><p class="right">✔ ${bare(spans(options, ...rightAnswer(asked)))}</p>${bars(asked, distribution, options)}<div class="why">${options.render(asked.explanation)}</div>${
    right.length > 0
      ? html`<p>${right.length > 12 ? `${counted(right.length, 'person', 'people')} had it right.` : `Right: ${namesOf(right)}`}</p>`
      : undefined
  }</div><div>${boardHtml('The board so far', board, MOST_ON_BOARD)}</div></div>`;
}

/** Inside of a paragraph there is no other. */
const bare = (paragraphs: Html): Html => {
  const text = paragraphs.toString().replace(/^<p>|<\/p>$/g, '');
  return trusted(text);
};

interface Bar {
  readonly label: Html;
  readonly text: string;
  readonly mark: '✔' | '✘' | '';
  readonly count: number;
}

/** How many gave each answer; a mark, a length and a number tell them apart, and not colour alone. */
function bars(
  { options: given, typed: kind, type }: RevealView['question'],
  { options: counts, typed, unknown }: Distribution,
  options: StageOptions,
): Html {
  const worth = (right: boolean): number =>
    typed.filter(({ score }) => (score === 1) === right).reduce((sum, { count }) => sum + count, 0);
  const pressed = given.map(
    ({ text, right }, i): Bar => ({
      label: bare(spans(options, ...lettered(i, text, type))),
      text: right ? 'right' : 'wrong',
      mark: right ? '✔' : '✘',
      count: counts[i] ?? 0,
    }),
  );
  const written: Bar[] =
    kind === undefined
      ? []
      : [
          { label: html`typed`, text: 'right', mark: '✔', count: worth(true) },
          { label: html`typed`, text: 'wrong', mark: '✘', count: worth(false) },
        ];
  const rest: Bar[] = [{ label: html`I don't know yet`, text: '', mark: '', count: unknown }];
  const all = [...pressed, ...[...written, ...rest].filter(({ count }) => count > 0)];
  const most = Math.max(1, ...all.map(({ count }) => count));
  const rows = all.map(
    ({ label, mark, text, count }) =>
      html`<li data-mark="${mark}"><span class="label">${mark === '' ? undefined : html`<b aria-label="${text}" role="img">${mark}</b> `}${label}</span><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="10"/><rect class="part" width="${Math.round((100 * count) / most)}" height="10"/></svg><span class="number">${count}</span></li>`,
  );
  const bugs = given.flatMap(({ right, bugs: [bug] }, i) =>
    !right && bug !== undefined && (counts[i] ?? 0) > 0 ? [{ letter: i, bug, count: counts[i] ?? 0 }] : [],
  );
  const [worst] = bugs.sort((a, b) => b.count - a.count);
  return html`<ul class="bars" aria-label="Answers">${rows}</ul>${
    worst === undefined
      ? undefined
      : html`<p class="note">${pressed[worst.letter]?.label} (${counted(worst.count, 'answer')}): ${bugTitle(worst.bug).replaceAll('`', '')}</p>`
  }`;
}

function boardHtml(title: string, board: readonly BoardRow[], most: number): Html | undefined {
  if (board.length === 0) return undefined;
  const rows = board
    .slice(0, most)
    .map((row) => html`<tr><td>${row.rank}</td><th scope="row">${nameOf(row)}</th><td>${points(row.points)}</td></tr>`);
  const more = board.length - most;
  return html`<table class="board"><caption>${title}</caption><thead><tr><th scope="col">rank</th><th scope="col">name</th><th scope="col">points</th></tr></thead><tbody>${rows}</tbody></table>${more > 0 ? html`<p class="note">and ${more} more</p>` : undefined}`;
}

function over({ board, ended }: SessionView): Html {
  const first: readonly Person[] = board.filter(({ rank, points: worth }) => rank === 1 && worth > 0);
  const winners =
    first.length === 0
      ? 'Nobody scored this time.'
      : `${namesOf(first)} ${first.length === 1 ? 'wins' : 'share the first place'}`;
  return html`<h2>${ended === 'played' ? 'The final board' : 'The quiz is over'}</h2><p class="winners">${winners}</p>${boardHtml('Points', board, MOST_AT_END)}`;
}
