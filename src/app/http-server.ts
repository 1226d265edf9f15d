import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from '../dispatch/metrics.ts';

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  /** The state of every platform by name. */
  readonly connected: () => Readonly<Record<string, boolean>>;
  readonly metrics: Pick<Metrics, 'page'>;
  /** Handlers by path, such as `/slack/events`. */
  readonly routes: ReadonlyMap<string, RequestListener>;
  /** Takes every other path, such as those of the page. */
  readonly others?: RequestListener | undefined;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Longer than anybody needs to send what this program takes. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Browsers open connections that they never use. */
const CLOSE_WITHIN_MS = 500;

/** The server's own paths. */
const OWN: readonly string[] = ['/healthz', '/metrics'];

/**
 * The one HTTP server of the program: `/healthz`, `/metrics`, and what platforms have mounted.
 *
 * @throws Error of one line that names PORT when the address cannot be had
 */
export async function startServer({
  host,
  port,
  connected,
  metrics,
  routes,
  others,
}: ServerOptions): Promise<RunningServer> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    const path = (request.url ?? '/').split('?')[0] as string;
    const mounted = routes.get(path);
    if (mounted) mounted(request, response);
    else if (others && !OWN.includes(path)) others(request, response);
    else if (request.method !== 'GET') send(response, 405, 'text/plain', 'Method not allowed\n');
    else if (path === '/healthz') health(response, connected());
    else if (path === '/metrics') {
      metrics.page().then(
        ({ text, type }) => send(response, 200, type, text),
        () => send(response, 500, 'text/plain', 'No figures\n'),
      );
    } else send(response, 404, 'text/plain', 'Not found\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`PORT: cannot listen on ${host}:${port}: ${error.message}`)));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS).unref();
      }),
  };
}

/** 200 only while every platform is connected. */
function health(response: ServerResponse, platforms: Readonly<Record<string, boolean>>): void {
  const healthy = Object.values(platforms).every(Boolean);
  send(response, healthy ? 200 : 503, 'application/json', `${JSON.stringify({ healthy, platforms })}\n`);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
