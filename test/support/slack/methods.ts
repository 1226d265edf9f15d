import { type FakeFile, homeRefusal, type Json, refusal, viewRefusal } from './blocks.ts';
import { BOT_USER } from './events.ts';
import type { FakeTeam } from './team.ts';
import type { FakeMessage, Workspace } from './workspace.ts';

export interface Method {
  readonly scope?: string;
  readonly args: readonly string[];
  /** The schema's name for its arguments. */
  readonly schema?: string;
  /** What it answers; a string is an error. */
  readonly run: (workspace: FakeTeam, args: Json, base: string) => Json | string;
}

const MESSAGE = ['channel', 'text', 'blocks', 'parse', 'link_names'];
const POST = [...MESSAGE, 'thread_ts', 'unfurl_links', 'unfurl_media'];

/** A conversation by its id, or with a person; an error where the bot may not say anything. */
function conversation({ members }: Workspace, id: unknown): { id: string } | string {
  const channel = String(id);
  if (channel.startsWith('U')) return { id: `D${channel.slice(1)}` };
  if (channel.startsWith('D') || members.has(channel)) return { id: channel };
  return 'not_in_channel';
}

const blocksOf = ({ blocks }: Json): Json[] => (blocks as Json[] | undefined) ?? [];

function put(workspace: Workspace, args: Json, via: string, onlyFor?: string): FakeMessage | string {
  const where = conversation(workspace, args['channel']);
  if (typeof where === 'string') return where;
  const wrong = refusal(blocksOf(args), workspace.files);
  if (wrong !== undefined) return wrong;
  const { text, thread_ts } = args as { text: string; thread_ts?: string };
  return workspace.show({ channel: where.id, thread: thread_ts, onlyFor, via, text, blocks: blocksOf(args) });
}

function mine({ visible }: Workspace, { ts, channel }: Json): FakeMessage | undefined {
  return visible.find((message) => message.ts === ts && message.channel === channel && message.onlyFor === undefined);
}

const describeFile = ({ id, name, complete, looksLeft }: FakeFile): Json => ({
  id,
  name,
  title: name,
  ...(complete && looksLeft <= 0 && { mimetype: name.endsWith('.png') ? 'image/png' : 'text/plain' }),
});

export const METHODS: Record<string, Method> = {
  'auth.test': {
    args: [],
    run: ({ identity: { team } }) => ({
      url: 'https://group.slack.com/',
      user_id: BOT_USER,
      bot_id: 'B0BOT',
      team_id: team,
      user: 'chainrule',
      team: 'group',
    }),
  },
  'chat.postMessage': {
    scope: 'chat:write',
    args: POST,
    schema: 'ChatPostMessageArguments',
    run(workspace, args) {
      const message = put(workspace, args, 'chat.postMessage');
      return typeof message === 'string' ? message : { ts: message.ts, channel: message.channel };
    },
  },
  'chat.postEphemeral': {
    scope: 'chat:write',
    args: [...MESSAGE, 'user', 'thread_ts'],
    schema: 'ChatPostEphemeralArguments',
    run(workspace, args) {
      const message = put(workspace, args, 'chat.postEphemeral', String(args['user']));
      return typeof message === 'string' ? message : { message_ts: message.ts };
    },
  },
  'chat.update': {
    scope: 'chat:write',
    args: [...MESSAGE, 'ts'],
    schema: 'ChatUpdateArguments',
    run(workspace, args) {
      const message = mine(workspace, args);
      if (message === undefined) return 'message_not_found';
      const wrong = refusal(blocksOf(args), workspace.files);
      if (wrong !== undefined) return wrong;
      Object.assign(message, { text: args['text'], blocks: blocksOf(args), edits: message.edits + 1 });
      return { ts: message.ts, channel: message.channel };
    },
  },
  'chat.delete': {
    scope: 'chat:write',
    args: ['channel', 'ts'],
    schema: 'ChatDeleteArguments',
    run(workspace, args) {
      const message = mine(workspace, args);
      if (message === undefined) return 'message_not_found';
      message.deleted = true;
      return { ts: message.ts };
    },
  },
  'views.open': {
    args: ['trigger_id', 'view'],
    schema: 'ViewsOpenArguments',
    run(workspace, { trigger_id, view }) {
      const wrong = workspace.useTrigger(String(trigger_id)) ?? viewRefusal(view as Json);
      if (wrong !== undefined) return wrong;
      workspace.views.push(view as Json);
      return { view: { id: workspace.nextId('V') } };
    },
  },
  'views.publish': {
    args: ['user_id', 'view'],
    run(workspace, { user_id, view }) {
      const wrong = homeRefusal(view as Json, workspace.files);
      if (wrong !== undefined) return wrong;
      workspace.homes.set(String(user_id), view as Json);
      return { view: { id: workspace.nextId('V') } };
    },
  },
  'files.getUploadURLExternal': {
    scope: 'files:write',
    args: ['filename', 'length', 'alt_text', 'snippet_type'],
    schema: 'FilesGetUploadURLExternalArguments',
    run(workspace, { filename, length, alt_text }, base) {
      if (!(Number(length) > 0)) return 'invalid_arguments';
      const id = workspace.nextId('F');
      const { looksUntilReady } = workspace;
      const file = { id, name: String(filename), alt: String(alt_text ?? ''), length: Number(length) };
      workspace.files.set(id, { ...file, bytes: undefined, complete: false, looksLeft: looksUntilReady, sharedIn: [] });
      return { upload_url: `${base}/upload/${id}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    scope: 'files:write',
    args: ['files', 'channel_id', 'thread_ts', 'initial_comment'],
    schema: 'FilesCompleteUploadExternalArguments',
    run(workspace, { files, channel_id }) {
      const given = files as { id: string; title: string }[];
      const where = channel_id === undefined ? undefined : conversation(workspace, channel_id);
      if (typeof where === 'string') return where;
      for (const { id } of given) {
        const file = workspace.files.get(id);
        if (file?.bytes === undefined || file.complete) return 'file_not_found';
        file.complete = true;
        if (where !== undefined) file.sharedIn.push(where.id);
      }
      return { files: given };
    },
  },
  'files.info': {
    scope: 'files:read',
    args: ['file'],
    schema: 'FilesInfoArguments',
    run(workspace, { file: id }) {
      const file = workspace.files.get(String(id));
      if (file === undefined) return 'file_not_found';
      if (file.complete) file.looksLeft--;
      return { file: describeFile(file) };
    },
  },
};
