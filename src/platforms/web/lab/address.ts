import type { ParsedCall } from '../../../dispatch/parsed-call.ts';
import type { Link } from '../../../reply/document.ts';

/** The command whose runs the lab makes in the browser. */
export const COMMAND = 'train';

/** The lab for the same run, where the page can be reached under this address by everybody. */
export function labLinks(origin: string, call: ParsedCall): Link[] {
  const address = labAddress(call);
  return address === undefined ? [] : [{ label: 'Open in the lab', url: origin + address }];
}

/** What options say of the reply alone. */
const REPLY = ['animate', 'detail', 'export', 'log', 'probe'];

/** The address of the lab with the settings of a call: `/lab?data=moons&lr=0.3`; undefined for any other command. */
export function labAddress(call: ParsedCall): string | undefined {
  if (call.error !== undefined || call.command.name !== COMMAND) return undefined;
  const query = new URLSearchParams();
  for (const { key, flag, default: preset } of call.command.declared) {
    const value = call.values[key];
    if (value !== undefined && value !== preset && !REPLY.includes(key)) query.set(flag, String(value));
  }
  return query.size === 0 ? '/lab' : `/lab?${query}`;
}
