import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Happening } from './events.ts';
import type { Ack } from './sign.ts';
import type { Workspace } from './workspace.ts';

const ACKNOWLEDGE_MS = 3000;

/** Slack's side of Socket Mode. */
export class SocketMode {
  readonly sockets = new Set<WebSocket>();
  connections = 0;
  private readonly workspace: Workspace;
  private readonly waiting = new Map<string, (payload: unknown) => void>();
  private readonly acknowledged = new Set<string>();

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
      socket.on('message', (data) => this.receive(JSON.parse(String(data))));
      socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0APP' } }));
      workspace.changed();
    });
  }

  /** Sends a happening to one of the connections, and waits for it to be acknowledged. */
  async deliver({ type, payload }: Happening, envelope = randomUUID()): Promise<Ack> {
    const socket = await this.workspace.until(() => [...this.sockets].at(-1), 'a connection');
    const started = performance.now();
    const body = new Promise<unknown>((resolve) => this.waiting.set(envelope, resolve));
    const accepts = type !== 'events_api';
    const retry = accepts ? {} : { retry_attempt: 0, retry_reason: '' };
    socket.send(JSON.stringify({ type, envelope_id: envelope, payload, accepts_response_payload: accepts, ...retry }));
    const acknowledged = await body;
    const ms = performance.now() - started;
    if (ms > ACKNOWLEDGE_MS) this.workspace.problems.push(`${type} acknowledged after ${Math.round(ms)} ms`);
    return { ms, status: 200, body: acknowledged };
  }

  /** Slack moves the connection elsewhere, and asks politely. */
  recycle(): void {
    for (const socket of this.sockets)
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }));
  }

  /** The connection is gone, without a word. */
  drop(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  private receive({ envelope_id: id, payload }: { envelope_id: string; payload?: unknown }): void {
    if (this.acknowledged.has(id)) this.workspace.problems.push('acknowledged twice');
    const resolve = this.waiting.get(id);
    if (resolve === undefined) this.workspace.problems.push('acknowledged what was never sent');
    this.acknowledged.add(id);
    resolve?.(payload);
  }
}
