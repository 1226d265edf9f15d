import type { APIMessageTopLevelComponent } from 'discord.js';
import { ComponentType } from 'discord-api-types/v10';
import type { Button } from '../../../reply/document.ts';
import type { Message } from '../../discord/render.ts';
import { type Html, html } from '../html.ts';
import { buttonsHtml, fencedHtml, pictureHtml, type Shown } from './message.ts';

/** What our renderer calls the file of an answer that is too long. */
const WHOLE_ANSWER = 'answer.txt';

export interface Known {
  /** Addresses of the attached pictures by file name. */
  readonly urls: ReadonlyMap<string, string>;
  readonly buttons: ReadonlyMap<string, Button>;
}

/** The message that Discord would be sent, as Discord shows it. A pure function. */
export function discordShown({ body, files }: Message, known: Known): Shown {
  const file = files.find(({ name }) => name === WHOLE_ANSWER);
  return {
    platform: 'Discord',
    parts: body.components.map((component) => componentHtml(component, known)),
    cut: file && `Discord takes 4000 characters a message: the whole answer is attached as ${file.name}.`,
    payload: body,
  };
}

function componentHtml(component: APIMessageTopLevelComponent, { urls, buttons: known }: Known): Html {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return markdownHtml(component.content);
    case ComponentType.MediaGallery:
      return html`${component.items.map(({ media, description }) =>
        pictureHtml(urls.get(attached(media.url)), description ?? ''),
      )}`;
    case ComponentType.File:
      return html`<p class="file">📄 ${attached(component.file.url)}</p>`;
    case ComponentType.ActionRow: {
      const buttons = component.components.flatMap((one) =>
        'custom_id' in one && 'label' in one ? [{ label: one.label ?? '', id: one.custom_id }] : [],
      );
      const links = component.components.flatMap((one) =>
        'url' in one && 'label' in one ? [html`<a class="button" href="${one.url}">${one.label ?? ''}</a>`] : [],
      );
      return links.length > 0 ? html`<div class="buttons">${links}</div>` : buttonsHtml(buttons, known);
    }
    default:
      return html``;
  }
}

const attached = (url: string): string => url.replace('attachment://', '');

/** The part of Discord's Markdown that our renderer writes: fences, headings, lists, bold, code and escapes. */
export const markdownHtml = (text: string): Html =>
  html`${fencedHtml(text, (code) => html`<pre class="wide"><code>${code}</code></pre>`, blocksHtml)}`;

function blocksHtml(text: string): Html {
  const blocks: Html[] = [];
  for (const block of text.trim().split(/\n(?=- |## )|(?<=^## .*)\n|\n{2,}/m)) {
    const [, kind, content = ''] = /^(## |- )?([\s\S]*)$/.exec(block) ?? [];
    if (kind === '## ') blocks.push(html`<p class="large">${inlineHtml(content)}</p>`);
    else if (kind === '- ') blocks.push(html`<p class="item">${inlineHtml(content.replaceAll('\n  ', '\n'))}</p>`);
    else blocks.push(html`<p>${inlineHtml(content)}</p>`);
  }
  return html`${blocks}`;
}

/** An escaped character, code, or bold text in which characters may be escaped. */
const INLINE = /\\([\s\S])|`([^`\n]+)`|\*\*((?:\\[\s\S]|[^\\*])+)\*\*/g;

function inlineHtml(text: string): Html {
  const parts: Html[] = [];
  let end = 0;
  for (const { 0: whole, 1: escaped, 2: code, 3: bold, index } of text.matchAll(INLINE)) {
    parts.push(html`${text.slice(end, index)}`);
    if (code !== undefined) parts.push(html`<code>${code}</code>`);
    else if (bold !== undefined) parts.push(html`<strong>${inlineHtml(bold)}</strong>`);
    else parts.push(html`${escaped}`);
    end = index + whole.length;
  }
  return html`${parts}${text.slice(end)}`;
}
