import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Html, html, trusted } from '../../web/html.ts';

const STYLE = `:root{color-scheme:light dark}
body{margin:0;padding:2rem 1rem;font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;
background:light-dark(#f6f7f9,#1e1f22);color:light-dark(#1e1f22,#f2f3f5);overflow-wrap:anywhere}
main{max-width:36rem;margin:0 auto;padding:1.5rem;border-radius:.75rem;background:light-dark(#fff,#2b2d31)}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25}
p{margin:0 0 1rem}
code{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.go{display:inline-block;padding:.75rem 1.25rem;border-radius:.5rem;font-weight:600;text-decoration:none;
background:light-dark(#0b5cad,#8cc8f5);color:light-dark(#fff,#10202e)}
.go:focus-visible{outline:3px solid;outline-offset:3px}`;

const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  // The address has the code and the state of an installation in it.
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A plain page for a browser, readable on a phone. */
export interface Page {
  readonly title: string;
  readonly paragraphs: readonly (string | Html)[];
  /** Where it goes on. */
  readonly link?: { readonly text: string; readonly url: string } | undefined;
}

/** The headers of every page; to be set before something else writes the head. */
export function setHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}

export function sendPage(response: ServerResponse, status: number, page: Page): void {
  setHeaders(response);
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(pageHtml(page));
}

export const pageHtml = ({ title, paragraphs, link }: Page): string =>
  String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Chainrule</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
${link && html`<p><a class="go" href="${link.url}">${link.text}</a></p>`}
</main>
</body>
</html>
`);
