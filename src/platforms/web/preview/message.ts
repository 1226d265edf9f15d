import type { Button } from '../../../reply/document.ts';
import { type Html, html } from '../html.ts';
import { inputHtml } from '../render.ts';

/** A message as another platform would show it. */
export interface Shown {
  readonly platform: 'Discord' | 'Slack';
  /** The message's parts, in their order. */
  readonly parts: readonly Html[];
  /** What the platform has no room for, and what is done about it; undefined when all is there. */
  readonly cut: string | undefined;
  /** Exactly what the platform is sent. */
  readonly payload: unknown;
}

/** The message in that platform's looks, with what it is made of beneath. */
export function messageHtml({ platform, parts, cut, payload }: Shown): Html {
  return html`<div class="chat ${platform.toLowerCase()}" role="group" aria-label="As ${platform} shows it"><p class="sender"><span class="avatar" aria-hidden="true">∂</span><strong>Chainrule</strong> <span class="badge">APP</span></p>${parts}</div>${cut === undefined ? undefined : html`<p class="cut">${cut}</p>`}<details class="payload"><summary>What ${platform} is sent</summary><pre class="wide"><code>${JSON.stringify(payload, null, 2)}</code></pre></details>`;
}

/** Buttons of a message; a press does what it does on the platform. */
export const buttonsHtml = (
  shown: readonly { readonly label: string; readonly id: string }[],
  known: ReadonlyMap<string, Button>,
): Html =>
  html`<div class="buttons">${shown.map(({ label, id }) => {
    const button = known.get(id);
    return html`<button type="button" data-command="${button?.command ?? ''}"${inputHtml(button ?? {})}>${label}</button>`;
  })}</div>`;

/** A picture in a message. */
export const pictureHtml = (url: string | undefined, alt: string): Html =>
  url === undefined ? html`<p>${alt}</p>` : html`<img src="${url}" alt="${alt}">`;

/** Text with fenced blocks in it: the blocks as they are, and what stands around them as `around` shows it. */
export function fencedHtml(text: string, block: (code: string) => Html, around: (text: string) => Html): Html[] {
  // Captured groups stand at the odd places.
  return text
    .split(/^```\n([\s\S]*?)\n```$/m)
    .flatMap((part, i) => (i % 2 === 1 ? [block(part)] : part.trim() === '' ? [] : [around(part)]));
}
