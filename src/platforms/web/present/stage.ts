import type { BoardRow, Person, QuestionView, RevealView, SessionView } from '../../../quiz/session/view-data.ts';
import { askedNodes, pairColumns } from '../../../quiz/views/answering.ts';
import { distributionRows, mistakeNodes } from '../../../quiz/views/distribution.ts';
import { ended, lettered, nameOf, namesOf, points, rightNodes } from '../../../quiz/views/parts.ts';
import { paragraph } from '../../../reply/build.ts';
import type { ReplyNode, Span } from '../../../reply/document.ts';
import { counted } from '../../../text.ts';
import { type Html, html } from '../html.ts';
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
  readonly inline: (spans: readonly Span[]) => Html;
}

const MOST_NAMES = 60;
const MOST_RIGHT = 12;
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
  const letters = asked.options.map(
    (text, i) => html`<li>${options.render([paragraph(lettered(i, text, asked.type))])}</li>`,
  );
  const typed =
    letters.length === 0 && asked.typed !== undefined
      ? html`<p class="note">${asked.typed === 'pairs' ? 'Which letter belongs to each number? Type them together, as in 1B 2A.' : 'Type your answer.'}</p>`
      : undefined;
  return html`<header><h2>Question ${asked.n} of ${settings.rounds}</h2>${
    open ? timer(view) : html`<span class="timer">Closed</span>`
  }</header><div class="prompt">${options.render(withoutOptions(asked))}</div>${pairsHtml(asked, options)}${
    letters.length > 0 ? html`<ul class="options">${letters}</ul>` : undefined
  }${typed}<p class="count"><strong>${answered.length}</strong> of ${all} answered</p>`;
}

/** What is asked, but for the options and pairs, which are shown larger. */
const withoutOptions = (asked: QuestionView['question']): ReplyNode[] =>
  askedNodes({ ...asked, options: [], pairs: undefined }, false);

/** Two lists side by side, of which each item belongs to one of the other. */
function pairsHtml({ pairs, type }: QuestionView['question'], options: StageOptions): Html | undefined {
  if (pairs === undefined) return undefined;
  const columns = pairColumns(pairs, type).map(
    (items) => html`<ul>${items.map((spans) => html`<li>${options.render([paragraph(spans)])}</li>`)}</ul>`,
  );
  return html`<div class="pairs">${columns}</div>`;
}

function reveal(view: RevealView, options: StageOptions): Html {
  const { question: asked, n, settings, right, board, skipped } = view;
  const clock = timer(view);
  const comes = clock && html`<p class="note">${n < settings.rounds ? 'Next question' : 'Final board'} in ${clock}</p>`;
  const answers = skipped.includes(n)
    ? html`<p class="note">This question was skipped. It counts for nobody.</p>`
    : bars(view, options);
  // Of options, the bars say which are right.
  const told =
    asked.options.length > 0 ? undefined : html`<div class="right">${options.render(rightNodes(asked))}</div>`;
  const names =
    right.length > MOST_RIGHT
      ? `${counted(right.length, 'person', 'people')} had it right.`
      : ended(`Right: ${namesOf(right)}`);
  return html`<header><h2>Answer to question ${n} of ${settings.rounds}</h2>${comes}</header><div class="prompt small">${options.render(asked.prompt)}</div><div class="columns"><div>${told}${answers}<div class="why">${options.render(asked.explanation)}</div>${
    right.length > 0 ? html`<p class="note">${names}</p>` : undefined
  }</div><div>${boardHtml('The board so far', board, MOST_ON_BOARD)}</div></div>`;
}

/** How many gave each answer; a mark, a length and a number tell them apart, and not colour alone. */
function bars({ question: asked, distribution }: RevealView, options: StageOptions): Html {
  const { rows, most } = distributionRows(asked, distribution);
  const items = rows.map(({ label, n, of, text, spans }) => {
    const right = label.includes('✔');
    const part = most === 0 ? 0 : Math.round((100 * n) / most);
    return html`<li${right ? html` class="is-right"` : undefined}><span class="label"><b>${label}</b> ${
      spans === undefined ? text : options.inline(spans)
    }</span><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="10"/><rect class="part" width="${part}" height="10"/></svg><span class="number">${n}${of === undefined ? undefined : html` of ${of}`}</span></li>`;
  });
  return html`<ul class="bars" aria-label="Answers">${items}</ul><div class="note">${options.render(mistakeNodes(asked, distribution).slice(0, 1))}</div>`;
}

function boardHtml(title: string, board: readonly BoardRow[], most: number): Html | undefined {
  if (board.length === 0) return undefined;
  const rows = board
    .slice(0, most)
    .map((row) => html`<tr><td>${row.rank}</td><th scope="row">${nameOf(row)}</th><td>${points(row.points)}</td></tr>`);
  const more = board.length - most;
  return html`<table class="board"><caption>${title}</caption><thead><tr><th scope="col">rank</th><th scope="col">name</th><th scope="col">points</th></tr></thead><tbody>${rows}</tbody></table>${more > 0 ? html`<p class="note">and ${more} more</p>` : undefined}`;
}

function over({ board, ended: why }: SessionView): Html {
  const first: readonly Person[] = board.filter(({ rank, points: worth }) => rank === 1 && worth > 0);
  const winners =
    first.length === 0
      ? 'Nobody scored this time.'
      : `${namesOf(first)} ${first.length === 1 ? 'wins' : 'share the first place'}`;
  return html`<h2>${why === 'played' ? 'The final board' : 'The quiz is over'}</h2><p class="winners">${winners}</p>${boardHtml('Points', board, MOST_AT_END)}`;
}
