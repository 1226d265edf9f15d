import type { Button } from '../../../reply/document.ts';
import type { Block } from '../../slack/messages/blocks.ts';
import type { Message } from '../../slack/messages/render.ts';
import { type Html, html } from '../html.ts';
import { buttonsHtml, fencedHtml, pictureHtml, type Shown } from './message.ts';

export interface Known {
  /** Addresses of the uploaded pictures by file id. */
  readonly urls: ReadonlyMap<string, string>;
  /** By their values. */
  readonly buttons: ReadonlyMap<string, Button>;
  readonly overflow: boolean;
}

/** The message that Slack would be sent, as Slack shows it. A pure function. */
export function slackShown({ blocks, text }: Message, { urls, buttons, overflow }: Known): Shown {
  return {
    platform: 'Slack',
    parts: blocks.map((block) => blockHtml(block, urls, buttons)),
    cut: overflow
      ? 'Slack takes about 13,200 characters a message: the whole answer comes as a file beside it.'
      : undefined,
    payload: { text, blocks },
  };
}

function blockHtml(block: Block, urls: ReadonlyMap<string, string>, known: ReadonlyMap<string, Button>): Html {
  switch (block.type) {
    case 'header':
      return html`<p class="large">${decode(block.text.text)}</p>`;
    case 'section':
      return mrkdwnHtml(block.text?.text ?? '');
    case 'image': {
      const id = 'slack_file' in block && block.slack_file && 'id' in block.slack_file ? block.slack_file.id : '';
      return pictureHtml(urls.get(id ?? ''), block.alt_text);
    }
    case 'actions': {
      const buttons = block.elements.flatMap((element) =>
        element.type === 'button' ? [{ label: decode(element.text.text), id: element.value ?? '' }] : [],
      );
      return buttonsHtml(buttons, known);
    }
    default:
      return html``;
  }
}

/** The part of Slack's mrkdwn that our renderer writes: fences, bold, code and the three entities. */
export const mrkdwnHtml = (text: string): Html =>
  html`${fencedHtml(
    text,
    (code) => html`<pre class="wide"><code>${decode(code)}</code></pre>`,
    (around) => html`<p>${inlineHtml(around.trim())}</p>`,
  )}`;

const INLINE = /`([^`\n]+)`|\*([^*\n]+)\*/g;

function inlineHtml(text: string): Html {
  const parts: Html[] = [];
  let end = 0;
  for (const { 0: whole, 1: code, 2: bold = '', index } of text.matchAll(INLINE)) {
    parts.push(html`${decode(text.slice(end, index))}`);
    parts.push(code !== undefined ? html`<code>${decode(code)}</code>` : html`<strong>${decode(bold)}</strong>`);
    end = index + whole.length;
  }
  return html`${parts}${decode(text.slice(end))}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** The text behind Slack's escapes; whoever shows it escapes it again. */
const decode = (text: string): string => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] as string);
