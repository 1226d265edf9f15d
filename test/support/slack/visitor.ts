/** What a browser shows in the end. */
export interface Shown {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly html: string;
  /** What people read. */
  readonly text: string;
}

const MOST_REDIRECTS = 5;

/** Somebody's browser: it follows links and keeps cookies by host. To this machine it sends secure ones, too, as Chrome does. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  async open(address: string): Promise<Shown> {
    let url = address;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const { host } = new URL(url);
      const cookie = [...this.cookies]
        .filter(([name]) => name.startsWith(`${host} `))
        .map(([name, value]) => `${name.slice(host.length + 1)}=${value}`);
      const response = await fetch(url, { redirect: 'manual', headers: { cookie: cookie.join('; ') } });
      for (const set of response.headers.getSetCookie()) this.keep(host, set);
      const location = response.headers.get('location');
      const html = await response.text();
      if (location === null)
        return { status: response.status, url, headers: response.headers, html, text: textOf(html) };
      url = new URL(location, url).href;
    }
    throw new Error(`too many redirects from ${address}`);
  }

  /** The address of the first link with these words. */
  linkIn({ html, url }: Shown, words: string): string {
    for (const [, href = '', said = ''] of html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)</g))
      if (unescaped(said) === words) return new URL(unescaped(href), url).href;
    throw new Error(`no link ${words} in ${html}`);
  }

  private keep(host: string, set: string): void {
    const [pair = '', ...attributes] = set.split(/; */);
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const ended = attributes.some((one) => /^(max-age=0|expires=thu, 01 jan 1970)/i.test(one));
    if (ended) this.cookies.delete(`${host} ${name}`);
    else this.cookies.set(`${host} ${name}`, value);
  }
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const textOf = (html: string): string =>
  unescaped(
    html
      .replace(/<head>[\s\S]*<\/head>/, '')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' '),
  ).trim();
