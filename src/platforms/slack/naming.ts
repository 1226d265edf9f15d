import { LRUCache } from 'lru-cache';
import type { Command } from '../../command/define.ts';
import { groupsOf } from '../../command/group.ts';
import type { Reply, ReplyNode, Span } from '../../reply/document.ts';
import type { KeptStore } from '../../store/shared/kept-store.ts';

/** Of so many workspaces the prefix is remembered. */
const MAX_WORKSPACES = 10_000;

/** As long as another process may not have heard of a change. */
const REMEMBER_MS = 60_000;
const KEEP_MS = 365 * 24 * 60 * 60_000;
const SCOPE = 'slack prefix';

/**
 * What stands in front of the commands' names in each workspace, such as `cr-` where `/grad` is called `/cr-grad`; known
 * from the last one that somebody typed there, in any process.
 */
export class Naming {
  private readonly kept: KeptStore;
  private readonly onError: (error: unknown) => void;
  private readonly known = new LRUCache<string, string>({ max: MAX_WORKSPACES, ttl: REMEMBER_MS, perf: Date });

  constructor(kept: KeptStore, onError: (error: unknown) => void) {
    this.kept = kept;
    this.onError = onError;
  }

  /** @param tenant platform and workspace, such as `slack:T1` */
  async note(tenant: string, prefix: string): Promise<void> {
    if ((await this.prefixOf(tenant)) === prefix) return;
    this.known.set(tenant, prefix);
    const keep =
      prefix === '' ? this.kept.forget(SCOPE, tenant) : this.kept.keep(SCOPE, tenant, prefix, Date.now() + KEEP_MS);
    await keep.catch(this.onError);
  }

  async prefixOf(tenant: string): Promise<string> {
    const known = this.known.get(tenant);
    if (known !== undefined) return known;
    try {
      const prefix = (await this.kept.find(SCOPE, tenant)) ?? '';
      this.known.set(tenant, prefix);
      return prefix;
    } catch (error) {
      this.onError(error);
      return '';
    }
  }

  async forget(tenant: string): Promise<void> {
    this.known.delete(tenant);
    await this.kept.forget(SCOPE, tenant);
  }
}

/** The reply as it must be read where `/help` is called `/cr-help`. What buttons carry stays as it is. */
export function renamed(reply: Reply, prefix: string, commands: readonly Command[]): Reply {
  if (prefix === '') return reply;
  const names = new RegExp(
    `(?<![^\\s(])/(${groupsOf(commands)
      .map(({ name }) => name)
      .join('|')})(?![\\w/-])`,
    'g',
  );
  const rename = (text: string): string => text.replace(names, `/${prefix}$1`);
  const spans = (parts: Span[]): Span[] => parts.map((span) => ({ ...span, text: rename(span.text) }));
  return { nodes: reply.nodes.map((node) => renameIn(node, rename, spans)) };
}

function renameIn(node: ReplyNode, rename: (text: string) => string, spans: (parts: Span[]) => Span[]): ReplyNode {
  switch (node.kind) {
    case 'heading':
      return { ...node, text: rename(node.text) };
    case 'paragraph':
      return { ...node, spans: spans(node.spans) };
    case 'list':
      return { ...node, items: node.items.map(spans) };
    case 'buttons':
      return { ...node, buttons: node.buttons.map((button) => ({ ...button, label: rename(button.label) })) };
    default:
      return node;
  }
}
