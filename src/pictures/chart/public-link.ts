import type { Reply, Theme } from '../../reply/document.ts';
import { toQuickChart } from './quickchart.ts';

/** In characters: what servers and proxies take as an address. */
const MAX_ADDRESS = 16_000;

/**
 * The address of the first chart of a reply, at a QuickChart server that draws it from the address alone; undefined for a
 * reply without charts, and for one whose chart is too large for an address.
 *
 * @param baseUrl such as https://quickchart.io
 */
export function publicLink({ nodes }: Reply, baseUrl: string, theme: Theme): string | undefined {
  const [first] = nodes.filter((node) => node.kind === 'picture');
  if (first === undefined || first.drawing.type !== 'chart') return undefined;
  const { protocol, host, pathname } = new URL(baseUrl);
  const address = toQuickChart({ chart: first.drawing.chart, width: first.width, height: first.height }, theme)
    .setScheme(protocol.replace(':', ''))
    .setHost(host + pathname.replace(/\/+$/, ''))
    .getUrl();
  return address.length < MAX_ADDRESS ? address : undefined;
}
