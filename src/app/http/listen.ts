import type { Server } from 'node:http';
import { type AddressInfo, createServer, type Server as NetServer } from 'node:net';

/** A socket that listens takes up one new connection in each turn of the event loop. */
const MORE_LISTENERS = 7;

/** An HTTP server that listens. */
export interface Listening {
  readonly port: number;
  /** Takes no more connections; resolves when those that were there have ended. */
  close(): Promise<void>;
}

/**
 * Listens with several sockets on one port, so that new connections do not wait for each other while there is much to do:
 * with one socket and turns of 100 ms it took twelve seconds to take up those of a balancer. Where the system has no
 * SO_REUSEPORT there is one socket.
 *
 * @throws Error when the address cannot be had, also where somebody else listens with SO_REUSEPORT
 */
export async function listen(server: Server, port: number, host: string): Promise<Listening> {
  // Alone first: with SO_REUSEPORT a port that another process has would be shared with it.
  const alone = createServer();
  await bind(alone, { port, host });
  const { port: had } = alone.address() as AddressInfo;
  await end(alone);
  try {
    await bind(server, { port: had, host, reusePort: true });
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    await bind(server, { port: had, host });
    return { port: had, close: () => end(server) };
  }
  const more = Array.from({ length: MORE_LISTENERS }, () =>
    createServer({ allowHalfOpen: true, noDelay: true }, (socket) => void server.emit('connection', socket)),
  );
  for (const listener of more) await bind(listener, { port: had, host, reusePort: true });
  return {
    port: had,
    async close() {
      await Promise.all([server, ...more].map(end));
    },
  };
}

const end = (server: NetServer | Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

interface Address {
  readonly port: number;
  readonly host: string;
  readonly reusePort?: boolean;
}

function bind(server: NetServer | Server, address: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      // A connection that could not be taken up, as with too many open files, is tried again by itself.
      server.on('error', () => {});
      resolve();
    });
  });
}

const isUnsupported = (error: unknown): boolean =>
  ['ENOTSUP', 'ENOPROTOOPT', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '');
