import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { Metrics } from '../../dispatch/metrics.ts';
import type { Health } from '../health.ts';
import { listen } from './listen.ts';
import { METHODS, targetOf } from './request-target.ts';

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly health: Health;
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
/** A connection that nothing comes over: longer than balancers keep theirs, so that none is used just as it ends. */
const KEEP_ALIVE_MS = 65_000;
/** Browsers open connections that they never use. */
const CLOSE_WITHIN_MS = 500;

type Page = { readonly status: number; readonly type: string; readonly body: string };

const JSON_TYPE = 'application/json';
const TEXT = 'text/plain; charset=utf-8';

const json = (status: number, body: object): Page => ({ status, type: JSON_TYPE, body: `${JSON.stringify(body)}\n` });
const text = (status: number, body: string): Page => ({ status, type: TEXT, body });

/** The server's own pages: is the process alive, may it get requests, is all well, and its figures. */
const ownPages = ({ health, metrics }: ServerOptions): ReadonlyMap<string, () => Promise<Page>> =>
  new Map([
    [
      '/livez',
      async () => {
        const live = health.live();
        return json(live ? 200 : 503, { live });
      },
    ],
    [
      '/readyz',
      async () => {
        const report = await health.report();
        return json(report.ready ? 200 : 503, report);
      },
    ],
    [
      '/healthz',
      async () => {
        const { ready, ...report } = await health.report();
        const healthy = ready && health.live();
        return json(healthy ? 200 : 503, { healthy, ...report });
      },
    ],
    [
      '/metrics',
      async () => {
        const { text: body, type } = await metrics.page();
        return { status: 200, type, body };
      },
    ],
  ]);

/**
 * The one HTTP server of the program: `/livez`, `/readyz`, `/healthz`, `/metrics`, and what platforms have mounted.
 *
 * @throws Error of one line that names PORT when the address cannot be had
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, routes, others } = options;
  const own = ownPages(options);
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    (request, response) => {
      if (!METHODS.includes(request.method ?? '')) return notAllowed(response, METHODS);
      const target = targetOf(request);
      if (target === undefined) return send(response, text(400, 'Bad request\n'), { connection: 'close' });
      request.url = target;
      const path = target.split('?')[0] as string;
      const mounted = routes.get(path);
      const page = own.get(path);
      if (mounted) mounted(request, response);
      else if (others && !page) others(request, response);
      else if (!page) send(response, text(404, 'Not found\n'));
      else if (request.method === 'GET' || request.method === 'HEAD')
        page().then(
          (made) => send(response, made),
          () => send(response, text(500, 'No figures\n')),
        );
      else notAllowed(response, ['GET', 'HEAD']);
    },
  );
  // Nobody is connected to anybody else.
  server.on('connect', (_, socket) => {
    socket.on('error', () => {});
    socket.end(`HTTP/1.1 405 Method Not Allowed\r\nAllow: ${METHODS.join(', ')}\r\nConnection: close\r\n\r\n`);
  });
  const listening = await listen(server, port, host).catch((error: Error) => {
    throw new Error(`PORT: cannot listen on ${host}:${port}: ${error.message}`);
  });
  return {
    port: listening.port,
    async close() {
      const closed = listening.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS).unref();
      await closed;
    },
  };
}

const notAllowed = (response: ServerResponse, methods: readonly string[]): void =>
  send(response, text(405, 'Method not allowed\n'), { allow: methods.join(', '), connection: 'close' });

function send(
  response: ServerResponse,
  { status, type, body }: Page,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...headers,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
