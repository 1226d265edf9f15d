import { type Node, parseSync } from 'oxc-parser';

/** One small change of a source text: `[start, end)` replaced by `text`. */
export interface Place {
  readonly kind: 'operator' | 'boolean' | 'condition' | 'negation' | 'call' | 'number';
  /** Offsets in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

const OPERATORS: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '**': '*',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '+=': '-=',
  '-=': '+=',
};

/** Every place of a TypeScript source that can be changed, in the order of the text; types and imports are left alone. */
export function placesIn(source: string): Place[] {
  const { program, comments, errors } = parseSync('source.ts', source);
  if (errors[0]) throw new SyntaxError(errors[0].message);
  const places: Place[] = [];
  const code = withoutComments(source, comments);
  const add = (kind: Place['kind'], start: number, end: number, text: string): void => {
    places.push({ kind, start, end, text, line: source.slice(0, start).split('\n').length });
  };

  const visit = (node: Node, parent: Node | undefined): void => {
    switch (node.type) {
      case 'BinaryExpression':
      case 'LogicalExpression':
      case 'AssignmentExpression': {
        const text = OPERATORS[node.operator];
        if (text === undefined) break;
        const start = code.indexOf(node.operator, node.left.end);
        add('operator', start, start + node.operator.length, text);
        break;
      }
      case 'Literal':
        if (typeof node.value === 'boolean') add('boolean', node.start, node.end, String(!node.value));
        if (typeof node.value === 'number' && !isKey(node, parent))
          add('number', node.start, node.end, String(node.value + 1));
        break;
      case 'IfStatement':
      case 'ConditionalExpression': {
        const { test } = node;
        // The operator and the negation are places of their own, with the same effect.
        const turned = test.type === 'BinaryExpression' && /^[!=]==$/.test(test.operator);
        if (!turned && !isNegation(test))
          add('condition', test.start, test.end, `!(${code.slice(test.start, test.end)})`);
        break;
      }
      case 'UnaryExpression':
        if (isNegation(node)) add('negation', node.start, node.argument.start, '');
        break;
      case 'ExpressionStatement':
        if (isCall(node.expression)) add('call', node.start, node.end, ';');
        break;
    }
    for (const child of childrenOf(node)) visit(child, node);
  };
  visit(program, undefined);
  return places.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The source with the one place changed. */
export function changed(source: string, { start, end, text }: Place): string {
  return source.slice(0, start) + text + source.slice(end);
}

/** As long as the source, so that all offsets stay. */
function withoutComments(
  source: string,
  comments: readonly { readonly start: number; readonly end: number }[],
): string {
  let code = source;
  for (const { start, end } of comments) {
    code = code.slice(0, start) + code.slice(start, end).replaceAll(/[^\n]/g, ' ') + code.slice(end);
  }
  return code;
}

function isNegation(node: Node): boolean {
  return node.type === 'UnaryExpression' && node.operator === '!';
}

function isCall(node: Node): boolean {
  if (node.type === 'AwaitExpression') return isCall(node.argument);
  if (node.type === 'ChainExpression') return isCall(node.expression);
  return node.type === 'CallExpression';
}

function isKey(node: Node, parent: Node | undefined): boolean {
  return parent?.type === 'Property' && parent.key === node && !parent.computed;
}

/** TypeScript's wrappers of an expression; every other node of its own is a type. */
const WRAPPERS = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']);

function childrenOf(node: Node): Node[] {
  if (node.type === 'ImportDeclaration') return [];
  return Object.values(node)
    .flat()
    .filter(isNode)
    .filter(({ type }) => !type.startsWith('TS') || WRAPPERS.has(type));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
