import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type YAMLMap } from 'yaml';
import { nearest, shorten } from '../../../text.ts';
import type { Mistakes } from '../written.ts';

export const STAR = 'A text that begins with `*` must stand in quotation marks.';

/** What stands in a place, and whatever that is. */
export type Found = unknown;

/** Reads texts and lists of a YAML document; what is wrong goes to `mistakes`. */
export class NodeReader {
  private readonly lines: LineCounter;
  readonly mistakes: Mistakes;

  constructor(lines: LineCounter, mistakes: Mistakes) {
    this.lines = lines;
    this.mistakes = mistakes;
  }

  checkKeys(item: YAMLMap, known: readonly string[], also: readonly string[] = []): void {
    for (const { key } of item.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (known.includes(name) || also.includes(name)) continue;
      const near = nearest(name, known);
      const hint = near ? `Did you mean \`${near}\`?` : `The keys are ${known.join(', ')}.`;
      this.mistakes.add(this.lineOf(key, item), `I do not know \`${shorten(name)}\` here. ${hint}`);
    }
  }

  list(item: YAMLMap, key: string): readonly unknown[] {
    const value = item.get(key, true);
    if (value === undefined) return [];
    if (isSeq(value)) return value.items;
    this.mistakes.add(this.lineOf(value, item), `\`${key}\` is a list: each item on its own line behind a dash.`);
    return [];
  }

  /** One text, or a list of them. */
  texts(item: YAMLMap, key: string): string[] {
    const value = item.get(key, true);
    return (isSeq(value) ? value.items : [value]).flatMap((one) => this.scalar(one, item) ?? []);
  }

  text(item: YAMLMap, key: string): string | undefined {
    return item.has(key) ? this.scalar(item.get(key, true), item) : undefined;
  }

  /** True or false; undefined for none. */
  truth(item: YAMLMap, key: string): boolean | undefined {
    const text = this.text(item, key);
    if (text === undefined || text === 'true' || text === 'false')
      return text === undefined ? undefined : text === 'true';
    this.mistakes.add(this.lineOf(item.get(key, true), item), `\`${key}\` is true or false.`);
    return undefined;
  }

  /** The keys of what stands under a key. */
  map(item: YAMLMap, key: string): YAMLMap | undefined {
    const value = item.get(key, true);
    return isMap(value) ? value : undefined;
  }

  /** A text as it is written: 1.50 stays 1.50. */
  scalar(node: Found, around: Node): string | undefined {
    if (isScalar(node)) return node.source ?? String(node.value ?? '');
    const what = isAlias(node)
      ? STAR
      : 'Here a text or a number is needed. One with `: ` or ` #` in it must stand in quotation marks.';
    this.mistakes.add(this.lineOf(node, around), what);
    return undefined;
  }

  /** Where a node begins; what has no place of its own, as the value of `{key}`, counts as where it is in. */
  lineOf(node: Found, around: Node): number {
    const [start] = (node as Node | null | undefined)?.range ?? around.range ?? [0];
    return this.lines.linePos(start).line;
  }
}
