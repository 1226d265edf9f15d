import type { webApi } from '@slack/bolt';
import type { Answer } from '../../../dispatch/bot.ts';
import { fileOf, type Picture } from '../../../reply/document.ts';
import { cut } from '../../cut.ts';
import { MAX_ALT } from '../limits.ts';
import type { Workspace } from '../workspaces.ts';
import type { ThreadRef } from './target.ts';

/** Slack looks at a file for a moment before it may be shown; then it knows its type. */
const READY_WITHIN_MS = 5000;
const FIRST_LOOK_AFTER_MS = 50;
const LONGEST_PAUSE_MS = 800;

/**
 * Uploads the pictures of an answer without showing them anywhere; gives their files' ids by picture name, as soon
 * as blocks may refer to them.
 *
 * @throws Error when Slack does not take one, or does not get it ready in time
 */
export async function uploadPictures(client: webApi.WebClient, answer: Answer): Promise<Map<string, string>> {
  if (answer.pictures.size === 0) return new Map();
  const { files: jobs } = await client.filesUploadV2({ file_uploads: uploads(answer) });
  const ids = new Map<string, string>();
  for (const { id, title } of jobs.flatMap((job) => job.files ?? [])) if (id && title) ids.set(title, id);
  await Promise.all([...ids.values()].map((id) => ready(client, id)));
  return ids;
}

/** Files by workspace, of pictures that are kept: an answer that many get is uploaded once. */
const uploaded = new WeakMap<Uint8Array, Map<string, Promise<string | undefined>>>();

const knownIn = (tenant: string, bytes: Uint8Array) => uploaded.get(bytes)?.get(tenant);

/** Has one of the pictures been uploaded to the workspace before? */
export const hasUploaded = ({ tenant }: Workspace, { pictures }: Answer): boolean =>
  [...pictures.values()].some((bytes) => knownIn(tenant, bytes) !== undefined);

/** Uploads the pictures the next time, whatever became of their files. */
export function forgetUploads({ tenant }: Workspace, { pictures }: Answer): void {
  for (const bytes of pictures.values()) uploaded.get(bytes)?.delete(tenant);
}

/**
 * The ids of the pictures' files in a workspace by picture name, of those that were uploaded before as well.
 *
 * @throws Error when Slack does not take one, or does not get it ready in time
 */
export async function filesOf({ client, tenant }: Workspace, answer: Answer): Promise<Map<string, string>> {
  const pictures = new Map([...answer.pictures].filter(([, bytes]) => knownIn(tenant, bytes) === undefined));
  const upload = uploadPictures(client, { ...answer, pictures });
  for (const [name, bytes] of pictures) {
    const files = uploaded.get(bytes) ?? new Map<string, Promise<string | undefined>>();
    const id = upload.then((ids) => ids.get(name));
    uploaded.set(bytes, files.set(tenant, id));
    id.catch(() => files.delete(tenant));
  }
  const ids = await Promise.all(
    [...answer.pictures].map(async ([name, bytes]) => [name, await knownIn(tenant, bytes)] as const),
  );
  return new Map(ids.flatMap(([name, id]) => (id === undefined ? [] : [[name, id] as const])));
}

/** Shows the pictures of an answer as files of a conversation. */
export async function sharePictures(client: webApi.WebClient, answer: Answer, where: ThreadRef): Promise<void> {
  await client.filesUploadV2({ ...destination(where), file_uploads: uploads(answer) });
}

/** Shows a text as a file of a conversation. */
export async function shareText(client: webApi.WebClient, name: string, text: string, where: ThreadRef): Promise<void> {
  await client.filesUploadV2({
    ...destination(where),
    file_uploads: [{ file: Buffer.from(text), filename: name, title: name }],
  });
}

function uploads({ reply, pictures }: Answer): { file: Buffer; filename: string; title: string; alt_text: string }[] {
  return reply.nodes
    .filter((node): node is Picture => node.kind === 'picture')
    .flatMap((picture) => {
      const bytes = pictures.get(picture.name);
      if (bytes === undefined) return [];
      return [
        {
          file: Buffer.from(bytes),
          filename: fileOf(picture).name,
          title: picture.name,
          alt_text: cut(picture.alt, MAX_ALT),
        },
      ];
    });
}

const destination = ({
  channel,
  thread,
}: ThreadRef): { channel_id: string; thread_ts: string } | { channel_id: string } =>
  thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };

async function ready(client: webApi.WebClient, file: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (let pause = FIRST_LOOK_AFTER_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const info = await client.files.info({ file });
    if (info.file?.mimetype) return;
    if (Date.now() + pause > deadline) throw new Error(`Slack did not get the file ${file} ready in time`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
