import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Hands connections on to several servers in turn, past those that take none. */
export interface Balancer {
  readonly url: string;
  /** The ports of the servers; may change at any time. */
  ports: readonly number[];
  close(): void;
}

export async function startBalancer(ports: readonly number[] = []): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let turn = 0;
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const handOn = (client: Socket, tries: number): void => {
    const port = balancer.ports[turn++ % balancer.ports.length];
    if (port === undefined || tries === 0) return void client.destroy();
    const server = connect(port, '127.0.0.1');
    const next = (): void => handOn(client, tries - 1);
    server.once('error', next);
    server.once('connect', () => {
      server.off('error', next);
      keep(client, server);
      keep(server, client);
      client.pipe(server).pipe(client);
    });
  };
  const listener = createServer((client) => {
    client.on('error', () => {});
    handOn(client, balancer.ports.length);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const balancer: Balancer = {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    ports,
    close() {
      listener.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return balancer;
}
