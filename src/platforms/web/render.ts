import {
  type Button,
  type FileNode,
  fileOf,
  type Picture,
  type Reply,
  type ReplyNode,
  type Span,
} from '../../reply/document.ts';
import { type Html, html } from './html.ts';

export interface RenderOptions {
  /** The address of a drawn picture; undefined for one that could not be drawn. */
  readonly pictureUrl: (picture: Picture) => string | undefined;
  /** Where a file is fetched. */
  readonly fileUrl: (file: FileNode) => string;
}

/** A reply as a fragment of HTML, everything in it escaped. A pure function; a page has room for all of a reply. */
export const render = (reply: Reply, options: RenderOptions): Html =>
  html`${reply.nodes.map((node) => nodeHtml(node, options))}`;

function nodeHtml(node: ReplyNode, options: RenderOptions): Html {
  switch (node.kind) {
    case 'heading':
      return html`<h3>${node.text}</h3>`;
    case 'paragraph':
      return html`<p>${spansHtml(node.spans)}</p>`;
    case 'list':
      return html`<ul>${node.items.map((item) => html`<li>${spansHtml(item)}</li>`)}</ul>`;
    case 'code':
      return html`<pre class="wide"><code>${node.text}</code></pre>`;
    case 'table':
      return tableHtml(node.columns, node.rows);
    case 'picture':
      return pictureHtml(node, options.pictureUrl(node));
    case 'file':
      return html`<p class="download"><a href="${options.fileUrl(node)}" download="${node.name}">Save ${node.name}</a></p>`;
    case 'buttons':
      return html`<div class="buttons" role="group" aria-label="What to do next">${node.buttons.map(buttonHtml)}</div>`;
    case 'progress':
      return html`<div class="progress"><progress max="${node.total}" value="${node.done}" aria-label="How far it has come"></progress><p>step ${node.done} of ${node.total}, ${node.note}</p></div>`;
  }
}

const buttonHtml = (button: Button): Html =>
  html`<button type="button" data-command="${button.command}"${asksHtml(button)} title="${button.command}">${button.label}</button>`;

/** Which text a button asks for, if any; where it may have many lines it says so. */
export const asksHtml = ({ input, long, filled }: Partial<Button>): Html | undefined =>
  input === undefined
    ? undefined
    : html` data-input="${input}"${long ? html` data-long=""` : undefined}${filled === undefined ? undefined : html` data-filled="${filled}"`}`;

const spansHtml = (spans: readonly Span[]): Html[] =>
  spans.map(({ style, text }) => {
    if (style === 'code') return html`<code>${text}</code>`;
    return style === 'strong' ? html`<strong>${text}</strong>` : html`${text}`;
  });

/** The first column says what a row is about. */
function tableHtml(columns: readonly string[], rows: readonly (readonly string[])[]): Html {
  const row = ([first = '', ...rest]: readonly string[]): Html =>
    html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  const titles = columns.map((title) => (title.trim() === '' ? html`<td></td>` : html`<th scope="col">${title}</th>`));
  return html`<div class="wide"><table><thead><tr>${titles}</tr></thead><tbody>${rows.map(row)}</tbody></table></div>`;
}

function pictureHtml(picture: Picture, url: string | undefined): Html {
  const { alt, width, height } = picture;
  if (url === undefined) return html`<p class="missing">No picture this time. It would show: ${alt}</p>`;
  const { name } = fileOf(picture);
  return html`<figure><img src="${url}" alt="${alt}" width="${width}" height="${height}"><figcaption><a href="${url}" download="${name}">Save picture</a><details><summary>What it shows</summary><p>${alt}</p></details></figcaption></figure>`;
}
