import { EventEmitter, once } from 'node:events';
import { TIME_LIMIT_MS } from '../time-limit.ts';
import type { Upload } from './check-message.ts';
import type { Json } from './refusal.ts';

/** A message as people see it. */
export interface Shown {
  readonly id: string;
  readonly channelId: string;
  readonly ephemeral: boolean;
  readonly body: Json;
  readonly uploads: readonly Upload[];
}

/** An interaction from the person's side: what it was answered with, so far. */
export class Asked extends EventEmitter {
  readonly id: string;
  readonly token: string;
  /** What was sent for it through the gateway. */
  readonly payload: Json;
  /** By the clock of the fake. */
  readonly askedAt: number;
  /** The form that was opened for it. */
  modal: Json | undefined;
  kind: 'form' | 'thinking' | 'thinking privately' | 'quiet' | 'choices' | undefined;
  choices: Json[] = [];
  readonly originalId: string;
  readonly channelId: string;
  /** Every state of the reply, in order. */
  readonly states: Shown[] = [];
  readonly followups: Shown[] = [];
  deleted = false;
  /** Nobody took it: Discord says to the person that it failed. */
  failed = false;

  constructor(payload: Json, originalId: string, askedAt: number) {
    super();
    this.askedAt = askedAt;
    this.payload = payload;
    this.id = String(payload['id']);
    this.token = String(payload['token']);
    this.channelId = String(payload['channel_id']);
    this.originalId = originalId;
  }

  get thinking(): boolean {
    return this.kind?.startsWith('thinking') === true && this.states.length === 0 && !this.deleted;
  }

  changed(): void {
    this.emit('changed');
  }

  /** Waits until something holds of this interaction. */
  async until(holds: () => boolean, ms = TIME_LIMIT_MS): Promise<void> {
    const signal = AbortSignal.timeout(ms);
    while (!holds()) await once(this, 'changed', { signal });
  }

  /** What the person reads in the end: states that show progress are passed over. */
  async answer(): Promise<Shown> {
    const final = (): Shown | undefined => [...this.followups, ...this.states].find((shown) => !inProgress(shown));
    await this.until(() => final() !== undefined);
    return final() as Shown;
  }
}

const inProgress = (shown: Shown): boolean => /[▰▱]{20}/.test(textOf(shown));

const components = ({ body }: Shown): Json[] => body['components'] as Json[];

/** All text of a message. */
export const textOf = (shown: Shown): string =>
  components(shown)
    .flatMap(({ type, content }) => (type === 10 ? [String(content)] : []))
    .join('\n');

/** Pictures of a message with their alt texts. */
export const picturesOf = (shown: Shown): { name: string; alt: string; bytes: Uint8Array }[] =>
  components(shown)
    .flatMap(({ items }) => (items ?? []) as { media: { url: string }; description: string }[])
    .map(({ media, description }) => {
      const name = media.url.replace('attachment://', '');
      const upload = shown.uploads.find((candidate) => candidate.name === name);
      return { name, alt: description, bytes: upload?.bytes ?? new Uint8Array() };
    });

/** Buttons of a message: ids by label. */
export const buttonsOf = (shown: Shown): Record<string, string> =>
  Object.fromEntries(
    components(shown)
      .flatMap(({ type, components: inRow }) => (type === 1 ? (inRow as Json[]) : []))
      .map(({ label, custom_id }) => [String(label), String(custom_id)]),
  );
