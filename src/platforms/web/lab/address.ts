import type { ParsedCall } from '../../../dispatch/parsed-call.ts';

/** The command whose runs the lab makes in the browser. */
export const COMMAND = 'train';

/** The address of the lab with the settings of a call: `/lab?data=moons&lr=0.3`; undefined for any other command. */
export function labAddress(call: ParsedCall): string | undefined {
  if (call.error !== undefined || call.command.name !== COMMAND) return undefined;
  const query = new URLSearchParams();
  for (const { key, flag, default: preset } of call.command.declared) {
    const value = call.values[key];
    if (value !== undefined && value !== preset) query.set(flag, String(value));
  }
  return query.size === 0 ? '/lab' : `/lab?${query}`;
}
