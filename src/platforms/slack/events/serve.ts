import { paragraph, say } from '../../../reply/build.ts';
import type { Reply } from '../../../reply/document.ts';
import type { Acknowledge, From } from '../context.ts';
import { slackTenant } from '../install/installations.ts';
import { INSTALL_PATH } from '../install/paths.ts';
import { message } from '../messages/render.ts';
import { respondTo } from '../messages/respond.ts';
import { NotInstalled, type Workspace, type Workspaces } from '../workspaces.ts';

/** Slack waits for 3 s, whatever keeps us. */
const ACKNOWLEDGED_WITHIN_MS = 2000;

interface Options {
  readonly onError: (error: unknown) => void;
  /** Our own address, where people can add the app again. */
  readonly origin: string | undefined;
}

const GONE = 'I am not properly installed in this workspace any more. Somebody who may add apps has to add me again.';
const UNKNOWN = 'I could not look up this workspace. Try again in a minute.';

/**
 * Does something in a workspace; whoever asked is told where that cannot be. Never rejects.
 *
 * @param acknowledge where the work does it only when it has noted what it owes: done in any case, and in time
 */
export async function serve(
  workspaces: Workspaces,
  from: From,
  work: (workspace: Workspace) => Promise<void>,
  options: Options,
  acknowledge: Acknowledge = async () => {},
): Promise<void> {
  const inTime = (): Promise<void> => acknowledge().catch(options.onError);
  const late = setTimeout(inTime, ACKNOWLEDGED_WITHIN_MS);
  try {
    await served(workspaces, from, work, options);
  } finally {
    clearTimeout(late);
    await inTime();
  }
}

async function served(
  workspaces: Workspaces,
  { team, enterprise, responseUrl }: From,
  work: (workspace: Workspace) => Promise<void>,
  { onError, origin }: Options,
): Promise<void> {
  let workspace: Workspace;
  try {
    workspace = await workspaces.find(slackTenant(team), enterprise);
  } catch (error) {
    // Why the app is not there, the log was told when that was found out.
    if (!(error instanceof NotInstalled)) onError(error);
    if (responseUrl === undefined) return;
    const { blocks, text } = message(
      error instanceof NotInstalled ? gone(origin) : { nodes: [paragraph(say`${UNKNOWN}`)] },
    );
    await respondTo(responseUrl, { blocks, text, response_type: 'ephemeral', replace_original: false }).catch(onError);
    return;
  }
  await work(workspace).catch(onError);
}

function gone(origin: string | undefined): Reply {
  const said = paragraph(say`${GONE}`);
  if (origin === undefined) return { nodes: [said] };
  return { nodes: [said, { kind: 'links', links: [{ label: 'Add to Slack', url: `${origin}${INSTALL_PATH}` }] }] };
}
