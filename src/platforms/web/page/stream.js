import { identified } from './rooms/identity.js';

const AGAIN_MS = 2000;
/** The server gives a sign of life more often. */
const SILENT_MS = 40_000;
/** Who is not let in by one of these is not let in the next time either. */
const REFUSED = [400, 401, 403, 404];

/**
 * Hears what the server says by itself, and connects again until it is stopped. A browser has few connections to one
 * server for all its tabs, so a tab that nobody sees gives its own back; what it missed it hears when it is looked at
 * again. It is no `EventSource`, as that cannot say who listens but in the address.
 */
export class Stream {
  /**
   * @param {string} path
   * @param {{ heard: (push: any) => void, lost: (isLost: boolean) => void, refused: () => void }} hearing
   */
  constructor(path, hearing) {
    this.path = path;
    this.hearing = hearing;
    /** @type {AbortController | undefined} */
    this.open = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    this.over = new AbortController();
    const { signal } = this.over;
    document.addEventListener('visibilitychange', () => (document.hidden ? this.hangUp() : this.connect()), { signal });
    addEventListener('pagehide', () => this.hangUp(), { signal });
    addEventListener('pageshow', () => this.connect(), { signal });
    addEventListener('online', () => this.connect(), { signal });
    this.connect();
  }

  /** Hears nothing more. */
  stop() {
    this.over.abort();
    this.hangUp();
  }

  connect() {
    clearTimeout(this.waiting);
    if (this.open !== undefined || document.hidden || this.over.signal.aborted) return;
    const opened = new AbortController();
    this.open = opened;
    void this.listen(opened);
  }

  hangUp() {
    clearTimeout(this.waiting);
    this.open?.abort();
    this.open = undefined;
  }

  /** @param {AbortController} opened */
  async listen(opened) {
    const { signal } = opened;
    try {
      const response = await fetch(this.path, { headers: identified(), signal, cache: 'no-store' });
      if (REFUSED.includes(response.status)) {
        this.stop();
        return this.hearing.refused();
      }
      if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
      this.hearing.lost(false);
      for await (const push of pushesOf(response.body, () => opened.abort()))
        if (this.open === opened) this.hearing.heard(push);
    } catch {
      // It is over in whatever way.
    }
    if (this.open !== opened) return;
    this.hangUp();
    this.hearing.lost(true);
    this.waiting = setTimeout(() => this.connect(), AGAIN_MS);
  }
}

/**
 * The messages of a stream of server-sent events, each of which has one line of JSON.
 *
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 * @param {() => void} silent is called where nothing comes for too long
 */
async function* pushesOf(body, silent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const watch = setTimeout(silent, SILENT_MS);
    const { done, value } = await reader.read().finally(() => clearTimeout(watch));
    if (done) return;
    const events = (rest + value).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) if (event.startsWith('data: ')) yield JSON.parse(event.slice(6));
  }
}
