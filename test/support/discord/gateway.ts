import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { APPLICATION, GUILD } from './payloads.ts';
import type { Json } from './refusal.ts';

interface Session {
  readonly id: string;
  readonly shard: number;
  readonly count: number;
  readonly events: { readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | undefined;
}

interface Packet {
  readonly op: number;
  readonly d: Json;
}

export interface GatewayOptions {
  readonly token: string;
  readonly address: () => string;
}

const GUILDS = 1 << 0;

/** The gateway, for any number of shards. Emits "ready", "resumed" and "closed". */
export class Gateway extends EventEmitter {
  identifies = 0;
  resumes = 0;
  /** What the client wants to hear of. */
  intents = 0;
  /** How many shards Discord recommends. */
  recommended = 1;
  /** The servers that the bot is in. */
  readonly guilds = new Set([GUILD]);
  /** The code with which the next one who identifies is turned away. */
  refusal: number | undefined;
  /** Is the next session that is resumed over in the same instant? */
  endsAsResumed = false;
  private readonly options: GatewayOptions;
  private readonly server: WebSocketServer;
  private readonly sessions = new Map<string, Session>();
  private waiting: (() => void)[] | undefined;

  constructor(http: Server, options: GatewayOptions) {
    super();
    this.options = options;
    this.server = new WebSocketServer({ server: http, path: '/gateway' });
    this.server.on('connection', (socket) => this.greet(socket));
  }

  /** The shards that are connected, such as `0/1`. */
  get shards(): string[] {
    const open = [...this.sessions.values()].filter(({ socket }) => socket !== undefined);
    return open.map(({ shard, count }) => `${shard}/${count}`).sort();
  }

  /** Sends an event now, or after the resume that is to come, to the shard of its server. */
  dispatch(t: string, d: unknown): void {
    const { guild_id: guild, id } = d as Json;
    const place = t.startsWith('GUILD_') ? id : guild;
    const shardOf = (count: number): number =>
      place === undefined || place === null ? 0 : Number((BigInt(String(place)) >> 22n) % BigInt(count));
    const sessions = [...this.sessions.values()].filter(({ shard, count }) => shard === shardOf(count));
    if (sessions.length === 0) throw new Error('nobody has identified');
    for (const session of sessions) this.tell(session, t, d);
  }

  /** The bot comes into a server. */
  join(guild: Json): void {
    this.guilds.add(String(guild['id']));
    if ((this.intents & GUILDS) !== 0) this.dispatch('GUILD_CREATE', guild);
  }

  /** The bot is removed from a server. */
  leave(id: string): void {
    this.guilds.delete(id);
    if ((this.intents & GUILDS) !== 0) this.dispatch('GUILD_DELETE', { id });
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

  /** Loses every connection without a word. */
  drop(): void {
    for (const socket of this.sockets()) socket.terminate();
  }

  /** Says that the sessions are over and cannot be resumed. */
  invalidate(): void {
    for (const session of [...this.sessions.values()]) this.end(session);
  }

  /** Asks the client to come back, as Discord does before it restarts a machine. */
  askToReconnect(): void {
    for (const socket of this.sockets()) send(socket, { op: 7, d: null });
  }

  /** Closes every connection with a code. */
  closeWith(code: number): void {
    for (const socket of this.sockets()) socket.close(code);
  }

  async close(): Promise<void> {
    for (const socket of this.server.clients) socket.terminate();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** The open ones, which no session has from now on. */
  private sockets(): WebSocket[] {
    return [...this.sessions.values()].flatMap((session) => {
      const { socket } = session;
      session.socket = undefined;
      return socket ?? [];
    });
  }

  private end(session: Session): void {
    this.sessions.delete(session.id);
    if (session.socket) send(session.socket, { op: 9, d: false });
  }

  private greet(socket: WebSocket): void {
    if (this.waiting !== undefined) {
      this.waiting.push(() => this.greet(socket));
      return;
    }
    send(socket, { op: 10, d: { heartbeat_interval: 45_000 } });
    let identified = false;
    socket.on('message', (data) => {
      const { op, d } = JSON.parse(String(data)) as Packet;
      if (op === 1) send(socket, { op: 11 });
      else if (op !== 2 && op !== 6) socket.close(4001);
      else if (identified) socket.close(4005);
      else if (op === 2) this.identify(socket, d);
      else this.resume(socket, d);
      identified ||= op !== 1;
    });
    socket.on('close', (code) => this.onClose(socket, code));
    // Of a process that was killed; it closes behind that.
    socket.on('error', () => {});
  }

  /** Discord ends a session whose client closes it for good. */
  private onClose(socket: WebSocket, code: number): void {
    for (const session of [...this.sessions.values()]) {
      if (session.socket !== socket) continue;
      session.socket = undefined;
      if (code === 1000 || code === 1001) this.sessions.delete(session.id);
    }
    this.emit('closed', code);
  }

  private identify(socket: WebSocket, { token, intents, shard = [0, 1] }: Json): void {
    const [id, count] = shard as [number, number];
    const wrong =
      (token !== this.options.token && 4004) ||
      (typeof intents !== 'number' && 4013) ||
      (id >= count && 4010) ||
      this.refusal;
    this.refusal = undefined;
    if (wrong) {
      socket.close(wrong);
      return;
    }
    this.identifies++;
    this.intents = intents as number;
    const session: Session = { id: randomUUID(), shard: id, count, events: [], socket };
    this.sessions.set(session.id, session);
    const here = [...this.guilds].filter((guild) => Number((BigInt(guild) >> 22n) % BigInt(count)) === id);
    this.tell(session, 'READY', {
      v: 10,
      user: { id: APPLICATION, username: 'chainrule', discriminator: '0', global_name: null, avatar: null, bot: true },
      guilds: here.map((guild) => ({ id: guild, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.options.address(),
      application: { id: APPLICATION, flags: 0 },
    });
    if ((this.intents & GUILDS) !== 0) for (const guild of here) this.tell(session, 'GUILD_CREATE', { id: guild });
    this.emit('ready');
  }

  private resume(socket: WebSocket, { token, session_id, seq }: Json): void {
    const session = this.sessions.get(String(session_id));
    if (token !== this.options.token || session === undefined) {
      send(socket, { op: 9, d: false });
      return;
    }
    // Of two connections with one session the later one has it.
    session.socket?.close(4000);
    session.socket = socket;
    this.resumes++;
    for (const event of session.events.filter(({ s }) => s > Number(seq))) send(socket, { op: 0, ...event });
    this.tell(session, 'RESUMED', {});
    if (this.endsAsResumed) this.end(session);
    this.endsAsResumed = false;
    this.emit('resumed');
  }

  private tell(session: Session, t: string, d: unknown): void {
    const event = { s: session.events.length + 1, t, d };
    session.events.push(event);
    if (session.socket) send(session.socket, { op: 0, ...event });
  }
}

const send = (socket: WebSocket, packet: unknown): void => socket.send(JSON.stringify(packet));
