import { LRUCache } from 'lru-cache';
import type { Command } from '../../command/define.ts';
import { groupsOf } from '../../command/group.ts';
import type { Reply, ReplyNode, Span } from '../../reply/document.ts';

/** Of so many workspaces the prefix is remembered. */
const MAX_WORKSPACES = 10_000;

/** What stands in front of the commands' names in each workspace; known from the first one that somebody types there. */
export class Naming {
  private readonly prefixes = new LRUCache<string, string>({ max: MAX_WORKSPACES });

  /** @param tenant platform and workspace, such as `slack:T1` */
  async note(tenant: string, prefix: string): Promise<void> {
    this.prefixes.set(tenant, prefix);
  }

  async prefixOf(tenant: string): Promise<string> {
    return this.prefixes.get(tenant) ?? '';
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
