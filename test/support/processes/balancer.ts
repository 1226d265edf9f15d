import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Hands requests on to several servers in turn, past those that take none. */
export interface Balancer {
  readonly url: string;
  /** The ports of the servers; may change at any time. */
  ports: readonly number[];
  close(): void;
}

export async function startBalancer(ports: readonly number[] = []): Promise<Balancer> {
  let turn = 0;
  const handOn = (from: IncomingMessage, body: Buffer, to: ServerResponse, tries: number): void => {
    const port = balancer.ports[turn++ % balancer.ports.length];
    if (port === undefined || tries === 0) return void to.destroy();
    const { method, url: path, headers } = from;
    const asked = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, connection: 'close' } });
    let taken = false;
    asked.once('socket', (socket) => socket.once('connect', () => (taken = true)));
    // What a server has begun with is not asked of another one.
    asked.on('error', () => (taken ? to.destroy() : handOn(from, body, to, tries - 1)));
    asked.on('response', (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders();
      answer.on('error', () => to.destroy()).pipe(to);
    });
    to.once('close', () => asked.destroy());
    asked.end(body);
  };
  const listener = createServer((from, to) => {
    // Whoever asked may have died meanwhile.
    buffer(from).then(
      (body) => handOn(from, body, to, balancer.ports.length),
      () => to.destroy(),
    );
  }).listen(0, '127.0.0.1');
  // On a busy machine a connection would be closed just as it is used again.
  listener.keepAliveTimeout = 0;
  await once(listener, 'listening');
  const balancer: Balancer = {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    ports,
    close() {
      listener.close();
      listener.closeAllConnections();
    },
  };
  return balancer;
}
