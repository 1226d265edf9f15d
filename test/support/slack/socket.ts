import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import type { Happening } from './events.ts';
import type { Ack } from './sign.ts';
import type { Workspace } from './workspace.ts';

/** Between asking for the end of a connection and ending it: Slack gives about as much. */
const GRACE_MS = 8000;

/** Slack's side of Socket Mode. */
export class SocketMode {
  readonly sockets = new Set<WebSocket>();
  connections = 0;
  private offered = 0;
  private readonly ending = new WeakSet<WebSocket>();
  private readonly workspace: Workspace;
  private readonly waiting = new Map<string, (payload: unknown) => void>();
  /** How often an envelope was sent, and has been acknowledged. */
  private readonly sent = new Map<string, number>();
  private readonly acknowledged = new Map<string, number>();

  constructor(server: Server, workspace: Workspace) {
    this.workspace = workspace;
    const accept = new WebSocketServer({ server, path: '/link' });
    accept.on('connection', (socket) => {
      this.sockets.add(socket);
      this.connections++;
      socket.on('close', () => {
        this.sockets.delete(socket);
        workspace.changed();
      });
      // Of a process that was killed; it closes behind that.
      socket.on('error', () => {});
      socket.on('message', (data) => this.receive(JSON.parse(String(data))));
      socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0APP' } }));
      workspace.changed();
    });
  }

  /** Sends a happening to one of the connections until one of them acknowledges it; what is lost with its connection comes again. */
  async deliver({ type, payload }: Happening, envelope = randomUUID()): Promise<Ack> {
    const acknowledged = new Promise<{ body: unknown }>((resolve) => {
      this.waiting.set(envelope, (body) => resolve({ body }));
    });
    const accepts = type !== 'events_api';
    const retry = accepts ? {} : { retry_attempt: 0, retry_reason: '' };
    const message = { type, envelope_id: envelope, payload, accepts_response_payload: accepts, ...retry };
    for (;;) {
      const socket = await this.workspace.until(() => [...this.sockets].at(-1), 'a connection');
      const waiting = new AbortController();
      const lost = once(socket, 'close', { signal: waiting.signal }).then(
        () => undefined,
        () => undefined,
      );
      this.sent.set(envelope, (this.sent.get(envelope) ?? 0) + 1);
      socket.send(JSON.stringify(message));
      const done = await Promise.race([acknowledged, lost]);
      waiting.abort();
      if (done === undefined) continue;
      return { status: 200, body: done.body };
    }
  }

  /**
   * Sends a happening to one of the connections that are there now, and once: as Slack sends a slash command. Undefined
   * where it is lost: there is none, or the one ends before it is acknowledged.
   */
  async offer({ type, payload }: Happening): Promise<Ack | undefined> {
    const there = [...this.sockets].filter(({ readyState }) => readyState === WebSocket.OPEN);
    // Where all are to end, those that have been told so last.
    const open = this.lasting.length > 0 ? this.lasting : there.slice(-2);
    const socket = open[this.offered++ % Math.max(1, open.length)];
    if (socket === undefined) return undefined;
    const envelope = randomUUID();
    const acknowledged = new Promise<Ack>((resolve) => {
      this.waiting.set(envelope, (body) => resolve({ status: 200, body }));
    });
    const waiting = new AbortController();
    const lost = once(socket, 'close', { signal: waiting.signal }).then(() => undefined);
    lost.catch(() => {});
    this.sent.set(envelope, 1);
    socket.send(JSON.stringify({ type, envelope_id: envelope, payload, accepts_response_payload: true }));
    try {
      return await Promise.race([acknowledged, lost]);
    } finally {
      waiting.abort();
    }
  }

  /** The connections that Slack does not want to end. */
  get lasting(): WebSocket[] {
    return [...this.sockets].filter((socket) => socket.readyState === WebSocket.OPEN && !this.ending.has(socket));
  }

  /** Slack moves connections elsewhere, asks politely, and ends them a while later; all, or the oldest alone. */
  recycle(which: 'all' | 'oldest' = 'all'): void {
    for (const socket of this.lasting.slice(0, which === 'all' ? undefined : 1)) {
      this.ending.add(socket);
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }));
      setTimeout(() => socket.close(), GRACE_MS).unref();
    }
  }

  /** The connection is gone, without a word. */
  drop(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  private receive({ envelope_id: id, payload }: { envelope_id: string; payload?: unknown }): void {
    const [times, sent] = [(this.acknowledged.get(id) ?? 0) + 1, this.sent.get(id) ?? 0];
    if (sent === 0) this.workspace.problems.push('acknowledged what was never sent');
    else if (times > sent) this.workspace.problems.push('acknowledged twice');
    this.acknowledged.set(id, times);
    this.waiting.get(id)?.(payload);
  }
}
