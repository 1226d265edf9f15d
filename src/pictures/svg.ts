const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Text as it may stand in SVG, without what no XML may hold. */
const escapeXml = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go.
  text.replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, '').replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string);

/** An SVG element; attributes that are undefined are left out, and numbers have two decimals. */
export function element(name: string, attributes: Attributes, ...content: string[]): string {
  const list = Object.entries(attributes).map(([key, value]) => {
    if (value === undefined) return '';
    return ` ${key}="${escapeXml(typeof value === 'number' ? String(Math.round(value * 100) / 100) : value)}"`;
  });
  return `<${name}${list.join('')}>${content.join('')}</${name}>`;
}

/** A text element. */
export const textElement = (text: string, attributes: Attributes): string =>
  element('text', attributes, escapeXml(text));
