/** The tags of HTML, by what a browser would read as one, with their attributes' names. */
export function tagsOf(html: string): { readonly name: string; readonly attributes: readonly string[] }[] {
  return [...html.matchAll(/<(\/?[a-zA-Z!?][^\s>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g)].map(
    ([, name = '', rest = '']) => ({
      name: name.toLowerCase(),
      attributes: [...rest.matchAll(/([^\s=]+)(?:="[^"]*")?/g)].map(([, attribute = '']) => attribute),
    }),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The text of HTML, as a browser shows it. */
export const textOf = (html: string): string => decode(html.replace(/<(?:[^>"']|"[^"]*"|'[^']*')*>/g, ''));

export const decode = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] as string);

/** Texts that would do something if they were read as HTML. */
export const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</code></pre><iframe src=//example.org>',
  '<!--',
  '&lt;script&gt;',
  '<a href="javascript:alert(1)">',
  '```\n</pre><b>x</b>\n```',
  '**<b>**',
  '\\<img>',
  '`<u>`',
];
