import type { Promised as Noted, Sending } from '../../dispatch/open-answers.ts';
import { apologyFor } from '../conversation/promised.ts';
import type { SlackContext } from './context.ts';
import { type PromisedResponse, SlackResponseWriter } from './messages/response-writer.ts';
import type { Workspace } from './workspaces.ts';

/** Apologises for an answer that a process promised which is no more, in place of its progress where there is some. */
export async function apologise(
  { address, line }: Noted,
  context: SlackContext,
  workspaceOf: (tenant: string) => Promise<Workspace>,
  sending: Sending,
): Promise<void> {
  const { tenant, target, posted } = JSON.parse(address) as PromisedResponse;
  const writer = new SlackResponseWriter(context, await workspaceOf(tenant), target, { posted });
  await writer.show(apologyFor({ line }), posted === undefined ? 'asker' : 'everybody', sending);
}
