import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands before a PostgreSQL server, and hands everything on. */
export interface Pooler {
  /** The address of a database by way of it. */
  through(databaseUrl: string): string;
  /** Do notifications arrive? A pooler in transaction mode lets none through. */
  notifications: boolean;
  close(): void;
}

const NOTIFICATION = 'A'.charCodeAt(0);

export async function startPooler(databaseUrl: string): Promise<Pooler> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port || 5432), hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (bytes) => void upstream.write(bytes));
    let rest = Buffer.alloc(0);
    upstream.on('data', (bytes: Buffer) => {
      rest = Buffer.concat([rest, bytes]);
      // Each message of the server is a letter and a length, which counts itself.
      while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
        const end = 1 + rest.readInt32BE(1);
        const kept = pooler.notifications || rest[0] !== NOTIFICATION;
        if (kept) client.write(rest.subarray(0, end));
        rest = rest.subarray(end);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const pooler: Pooler = {
    notifications: true,
    through(address) {
      const url = new URL(address);
      url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      return url.href;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return pooler;
}
