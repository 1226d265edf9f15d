import type { parseDocument } from 'htmlparser2';

type Child = ReturnType<typeof parseDocument>['children'][number];
export type Element = Extract<Child, { attribs: unknown }>;

const isElement = (node: Child): node is Element => 'attribs' in node;

/** The elements of this name among these. */
export const elementsOf = (nodes: readonly unknown[], name: string): Element[] =>
  (nodes as readonly Child[]).filter((node): node is Element => isElement(node) && node.name === name);

export const elementOf = (nodes: readonly unknown[], name: string): Element | undefined => elementsOf(nodes, name)[0];

/** The text of an element, which Moodle puts into another, `<text>`. */
export function textIn(element: Element | undefined): string {
  if (element === undefined) return '';
  const inner = elementOf(element.children, 'text') ?? element;
  return ownText(inner.children as Child[]);
}

/** Of a text whose tags nobody escaped the tags stay. */
function ownText(nodes: readonly Child[]): string {
  return nodes
    .map((node): string => {
      if (node.type === 'text') return node.data;
      if (node.type === 'cdata') return ownText(node.children as Child[]);
      return isElement(node) && node.name !== 'file'
        ? `<${node.name}>${ownText(node.children as Child[])}</${node.name}>`
        : '';
    })
    .join('');
}
