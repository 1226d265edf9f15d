import { raw, html as template } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** HTML in which everything that came from elsewhere is escaped. */
export type Html = HtmlEscapedString;

/** Builds HTML: html`<p>${text}</p>` escapes the text; HTML and lists of it go in as they are. */
export const html = template as (strings: TemplateStringsArray, ...values: readonly Part[]) => Html;

/** HTML that this program has made itself, such as the SVG of a formula; nothing that anybody typed. */
export const trusted = (text: string): Html => raw(text);

type Part = string | number | Html | readonly Html[] | undefined;
