import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';

/** Whoever runs this server, as the environment says it. */
export interface Operator {
  readonly name?: string | undefined;
  /** A mail address, or an http or https address. */
  readonly contact?: string | undefined;
}

/** The pages by their path, made of the template of the same name. */
const LEGAL_PAGES = ['/privacy', '/terms'] as const;

const NO_NAME = 'The operator of this server has not given a name.';
const NO_CONTACT = 'The operator has not given any. Ask whoever added Chainrule to your server or workspace.';

const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1d2430, #e6e9ef); --back: light-dark(#fff, #14181f);
  --line: light-dark(#c9cfd9, #3a4351); --link: light-dark(#0b57b0, #8ab8ff); }
body { margin: 0 auto; padding: 1.25rem 1rem 3rem; max-width: 44rem; background: var(--back); color: var(--text);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { line-height: 1.2; } h2 { margin-top: 2rem; line-height: 1.25; }
a { color: var(--link); } nav a { margin-right: 1rem; display: inline-block; padding: .25rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; }
th:last-child, td:last-child { width: 40%; }
code { font-family: ui-monospace, monospace; font-size: .95em; }
`;

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A link to a mail address or a page. */
const link = (contact: string): string =>
  `<a href="${escaped(/^https?:/.test(contact) ? contact : `mailto:${contact}`)}">${escaped(contact)}</a>`;

/** A page as it is served: the template with what is known of the operator. */
async function makePage(path: string, { name, contact }: Operator): Promise<string> {
  const { Marked } = await import('marked');
  const template = await readFile(new URL(`.${path}.md`, import.meta.url), 'utf8');
  const parts = { operator: escaped(name ?? NO_NAME), contact: contact ? link(contact) : NO_CONTACT };
  const body = (await new Marked().parse(template)).replaceAll(
    /\{\{(operator|contact)\}\}/g,
    (_, part: keyof typeof parts) => parts[part],
  );
  const title = /^# (.*)$/m.exec(template)?.[1] ?? '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Chainrule</title>
<style>${STYLE}</style>
</head>
<body>
<nav aria-label="Chainrule"><a href="/privacy">Privacy</a><a href="/terms">Terms</a></nav>
<main>
${body}</main>
</body>
</html>
`;
}

/** The handlers of `/privacy` and `/terms`, which every server has; a page is made when it is first asked for. */
export function legalRoutes(operator: Operator): Map<string, RequestListener> {
  const made = new Map<string, Promise<string>>();
  return new Map(
    LEGAL_PAGES.map((path) => [
      path,
      (request, response) => {
        if (request.method !== 'GET' && request.method !== 'HEAD')
          return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
        const page = made.get(path) ?? makePage(path, operator);
        made.set(path, page);
        page.then(
          (body) => {
            response.writeHead(200, { ...HEADERS, 'content-length': Buffer.byteLength(body) });
            response.end(body);
          },
          () => {
            made.delete(path);
            response.writeHead(500).end();
          },
        );
      },
    ]),
  );
}
