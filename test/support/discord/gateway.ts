import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { APPLICATION, GUILD } from './payloads.ts';
import type { Json } from './refusal.ts';

interface Session {
  readonly id: string;
  readonly events: { readonly s: number; readonly t: string; readonly d: unknown }[];
}

interface Packet {
  readonly op: number;
  readonly d: Json;
}

export interface GatewayOptions {
  readonly token: string;
  readonly address: () => string;
}

/** The gateway for one shard. Emits "ready", "resumed" and "closed". */
export class Gateway extends EventEmitter {
  identifies = 0;
  resumes = 0;
  /** What the client wants to hear of. */
  intents = 0;
  private readonly options: GatewayOptions;
  private readonly server: WebSocketServer;
  private session: Session | undefined;
  private socket: WebSocket | undefined;
  private waiting: (() => void)[] | undefined;

  constructor(http: Server, options: GatewayOptions) {
    super();
    this.options = options;
    this.server = new WebSocketServer({ server: http, path: '/gateway' });
    this.server.on('connection', (socket) => this.greet(socket));
  }

  /** Sends an event now, or after the resume that is to come. */
  dispatch(t: string, d: unknown): void {
    if (this.session === undefined) throw new Error('nobody has identified');
    const event = { s: this.session.events.length + 1, t, d };
    this.session.events.push(event);
    this.send({ op: 0, ...event });
  }

  /** Lets nobody in until {@link admit}. */
  hold(): void {
    this.waiting = [];
  }

  admit(): void {
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    for (const greet of waiting) greet();
  }

  /** Loses the connection without a word. */
  drop(): void {
    this.socket?.terminate();
    this.socket = undefined;
  }

  /** Says that the session is over and cannot be resumed. */
  invalidate(): void {
    this.session = undefined;
    this.send({ op: 9, d: false });
    this.socket = undefined;
  }

  /** Asks the client to come back, as Discord does before it restarts a machine. */
  askToReconnect(): void {
    this.send({ op: 7, d: null });
    this.socket = undefined;
  }

  async close(): Promise<void> {
    for (const socket of this.server.clients) socket.terminate();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private greet(socket: WebSocket): void {
    if (this.waiting !== undefined) {
      this.waiting.push(() => this.greet(socket));
      return;
    }
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 45_000 } }));
    socket.on('message', (data) => this.receive(socket, JSON.parse(String(data)) as Packet));
    socket.on('close', (code) => this.emit('closed', code));
    // Of a process that was killed; it closes behind that.
    socket.on('error', () => {});
  }

  private receive(socket: WebSocket, { op, d }: Packet): void {
    if (op === 1) socket.send(JSON.stringify({ op: 11 }));
    else if (op === 2) this.identify(socket, d);
    else if (op === 6) this.resume(socket, d);
    else socket.close(4001);
  }

  private identify(socket: WebSocket, { token, intents }: Json): void {
    if (token !== this.options.token || typeof intents !== 'number') {
      socket.close(token === this.options.token ? 4013 : 4004);
      return;
    }
    this.identifies++;
    this.intents = intents;
    this.session = { id: randomUUID(), events: [] };
    this.socket = socket;
    const id = APPLICATION;
    this.dispatch('READY', {
      v: 10,
      user: { id, username: 'chainrule', discriminator: '0', global_name: null, avatar: null, bot: true },
      guilds: [{ id: GUILD, unavailable: true }],
      session_id: this.session.id,
      resume_gateway_url: this.options.address(),
      application: { id, flags: 0 },
    });
    this.emit('ready');
  }

  private resume(socket: WebSocket, { token, session_id, seq }: Json): void {
    this.socket = socket;
    if (token !== this.options.token || session_id !== this.session?.id) {
      this.send({ op: 9, d: false });
      return;
    }
    this.resumes++;
    const events = this.session?.events ?? [];
    for (const event of events.filter(({ s }) => s > Number(seq))) this.send({ op: 0, ...event });
    this.dispatch('RESUMED', {});
    this.emit('resumed');
  }

  private send(packet: unknown): void {
    this.socket?.send(JSON.stringify(packet));
  }
}
