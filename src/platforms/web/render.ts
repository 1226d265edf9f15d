import { withFittingLabels } from '../../reply/choices.ts';
import {
  type Button,
  type FileNode,
  fileOf,
  type Picture,
  type Reply,
  type ReplyNode,
  type Span,
  type TypesetEquation,
} from '../../reply/document.ts';
import type { Typeset } from '../../reply/typeset.ts';
import { type Html, html, trusted } from './html.ts';

export interface RenderOptions {
  /** The address of a drawn picture; undefined for one that could not be drawn. */
  readonly pictureUrl: (picture: Picture) => string | undefined;
  /** Where a file is fetched. */
  readonly fileUrl: (file: FileNode) => string;
  /** Its formulas; those that are not in it are shown as text, code or picture. */
  readonly typeset?: Typeset | undefined;
}

/** A button breaks its text, also on a phone; of more than two lines there, a list reads better. */
const ROOM = { most: 80, onPhone: 80 };

/** A reply as a fragment of HTML, everything in it escaped. A pure function; a page has room for all of a reply. */
export const render = (reply: Reply, options: RenderOptions): Html =>
  html`${contentsHtml(reply)}${withFittingLabels(reply, ROOM).map((node) => nodeHtml(node, options))}${asksHtml(reply)}`;

/** What the state of an entry says to those who hear the page, and as a sign. */
const STATES = {
  done: ['✔', 'done'],
  skipped: ['»', 'skipped'],
  open: ['○', ''],
} as const;

/** The contents of a course, beside a page of it where there is room, and else folded above it. */
function contentsHtml({ contents }: Reply): Html | undefined {
  if (contents === undefined) return undefined;
  const { title, entries } = contents;
  return html`<details class="contents"><summary>${title}</summary><nav aria-label="${title}"><ol>${entries.map(
    ({ label, command, depth, state, here }) => {
      const [sign, words] = STATES[state];
      const hidden = words === '' ? undefined : html`<span class="hidden"> (${words})</span>`;
      return html`<li class="depth-${depth}"><button type="button" data-command="${command}"${here ? html` aria-current="page"` : undefined}><span aria-hidden="true">${sign}</span> ${label}${hidden}</button></li>`;
    },
  )}</ol></nav></details>`;
}

/** The question that a reply asks, for the page, which sends it with what is typed next. */
const asksHtml = ({ asks }: Reply): Html | undefined =>
  asks === undefined ? undefined : html`<div hidden data-asks="${JSON.stringify(asks)}"></div>`;

function nodeHtml(node: ReplyNode, options: RenderOptions): Html {
  const equations = options.typeset?.equations.get(node);
  const spansHtml = (spans: readonly Span[]): Html => inline(spans, options.typeset);
  switch (node.kind) {
    case 'heading':
      return html`<h3>${node.text}</h3>`;
    case 'paragraph':
      return node.spans.length === 0 ? html`` : html`<p>${spansHtml(node.spans)}</p>`;
    case 'list':
      return html`<ul>${node.items.map((item) => html`<li>${spansHtml(item)}</li>`)}</ul>`;
    case 'code':
      return equations === undefined ? codeHtml(node.text) : typesetHtml(equations, node.typeset?.rest);
    case 'table':
      return tableHtml(node.columns, node.rows);
    case 'picture':
      return pictureHtml(node, options.pictureUrl(node), equations);
    case 'file':
      return html`<p class="download"><a href="${options.fileUrl(node)}" download="${node.name}">Save ${node.name}</a></p>`;
    case 'buttons':
      return html`<div class="buttons" role="group" aria-label="What to do next">${node.buttons.map((button) => buttonHtml(button, options.typeset))}</div>`;
    case 'links':
      return html`<p class="buttons">${node.links.map(({ label, url }) => html`<a class="button" href="${url}" target="_blank" rel="noreferrer">${label}</a>`)}</p>`;
    case 'progress':
      return html`<div class="progress"><progress max="${node.total}" value="${node.done}" aria-label="How far it has come"></progress><p>step ${node.done} of ${node.total}, ${node.note}</p></div>`;
  }
}

const codeHtml = (text: string): Html => html`<pre class="wide"><code>${text}</code></pre>`;

const typesetHtml = (equations: readonly TypesetEquation[], rest: string | undefined): Html =>
  html`${equationsHtml(equations)}${rest === undefined ? undefined : codeHtml(rest)}`;

const equationsHtml = (equations: readonly TypesetEquation[]): Html =>
  html`<div class="equations wide">${equations.map(equationHtml)}</div>`;

/** The text is for those who hear the page, and for finding in it. */
const equationHtml = ({ left, rows, text }: TypesetEquation): Html =>
  html`<div class="equation"><span class="hidden">${text}</span>${trusted(left)}<div>${rows.map(
    (row) => html`<div class="sides">${row.map(trusted)}</div>`,
  )}</div></div>`;

const buttonHtml = (button: Button, typeset: Typeset | undefined): Html =>
  html`<button type="button" data-command="${button.command}"${inputHtml(button)} title="${button.command}">${
    button.spans !== undefined && typeset !== undefined ? inline(button.spans, typeset) : button.label
  }</button>`;

/** Which text a button asks for, if any; where it may have many lines it says so. */
export const inputHtml = ({ input, long, filled }: Partial<Button>): Html | undefined =>
  input === undefined
    ? undefined
    : html` data-input="${input}"${long ? html` data-long=""` : undefined}${filled === undefined ? undefined : html` data-filled="${filled}"`}`;

/** Running text; formulas are typeset as far as they are known. */
export const inline = (spans: readonly Span[], typeset: Typeset | undefined): Html =>
  html`${spans.map((span) => {
    const { style, text } = span;
    if (style === 'time') return timeHtml(span);
    if (style === 'code')
      return formulaHtml(text, typeset?.formulas.get(span.latex ?? '')) ?? html`<code>${text}</code>`;
    return style === 'strong' ? html`<strong>${text}</strong>` : html`${text}`;
  })}`;

/** The text is for those who hear the page, and for finding in it. */
const formulaHtml = (text: string, svg: string | undefined): Html | undefined =>
  svg === undefined ? undefined : html`<span class="formula"><span class="hidden">${text}</span>${trusted(svg)}</span>`;

/** The page counts down; those who hear it are told the time of day, which does not move. */
function timeHtml({ at, text, day }: Extract<Span, { style: 'time' }>): Html {
  const iso = new Date(at).toISOString();
  if (day) return html`<time datetime="${iso}">${text}</time>`;
  return html`<time datetime="${iso}" data-until="${at}"><span class="hidden">at ${iso.slice(11, 19)} UTC</span><span aria-hidden="true">${text}</span></time>`;
}

/** The first column says what a row is about. */
function tableHtml(columns: readonly string[], rows: readonly (readonly string[])[]): Html {
  const row = ([first = '', ...rest]: readonly string[]): Html =>
    html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  const titles = columns.map((title) => (title.trim() === '' ? html`<td></td>` : html`<th scope="col">${title}</th>`));
  return html`<div class="wide"><table><thead><tr>${titles}</tr></thead><tbody>${rows.map(row)}</tbody></table></div>`;
}

function pictureHtml(picture: Picture, url: string | undefined, equations?: readonly TypesetEquation[]): Html {
  const { alt, width, height, drawing } = picture;
  if (equations !== undefined && drawing.type === 'formulas') {
    const texts = [drawing.title, ...drawing.subtitle];
    return html`<figure class="formulas">${texts.map((text) => html`<p>${text}</p>`)}${equationsHtml(equations)}${captionHtml(picture, url)}</figure>`;
  }
  if (url === undefined) return html`<p class="missing">No picture this time. It would show: ${alt}</p>`;
  // How large one from elsewhere is, its file says.
  const size = drawing.type === 'remote' ? undefined : html` width="${width}" height="${height}"`;
  return html`<figure><img src="${url}" alt="${alt}"${size}>${captionHtml(picture, url)}</figure>`;
}

function captionHtml(picture: Picture, url: string | undefined): Html {
  const save =
    url === undefined ? undefined : html`<a href="${url}" download="${fileOf(picture).name}">Save picture</a>`;
  return html`<figcaption>${save}<details><summary>What it shows</summary><p>${picture.alt}</p></details></figcaption>`;
}
