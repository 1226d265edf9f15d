import { describe, expect, it } from 'vitest';
import { code, join, say, strong } from '../../src/reply/build.ts';
import { replySchema, type Span } from '../../src/reply/document.ts';

const picture = {
  kind: 'picture',
  name: 'loss',
  alt: 'falls',
  width: 640,
  height: 400,
  drawing: { type: 'chart', chart: { type: 'line' } },
};

describe('the reply document', () => {
  it.each<[node: object]>([
    [{ kind: 'heading', text: 'L' }],
    [{ kind: 'paragraph', spans: [{ style: 'plain', text: 'a' }] }],
    [{ kind: 'list', items: [[{ style: 'code', text: 'a' }], []] }],
    [{ kind: 'code', text: 'a\nb' }],
    [{ kind: 'table', columns: ['a'], rows: [['1'], []] }],
    [picture],
    [{ kind: 'buttons', buttons: [{ label: 'Again', command: '/train' }] }],
    [{ kind: 'progress', done: 1, total: 2, note: '' }],
  ])('takes %j, unchanged and through JSON', (node) => {
    const reply = { nodes: [node] };
    expect(replySchema.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply);
  });

  it.each<[what: string, node: unknown]>([
    ['an unknown kind', { kind: 'video', text: 'a' }],
    ['no kind', { text: 'a' }],
    ['text as a node', 'a'],
    ['a number as text', { kind: 'heading', text: 1 }],
    ['an unknown style', { kind: 'paragraph', spans: [{ style: 'red', text: 'a' }] }],
    ['text in place of spans', { kind: 'paragraph', spans: 'a' }],
    ['a number in a table', { kind: 'table', columns: ['a'], rows: [[1]] }],
    ['a button without a command', { kind: 'buttons', buttons: [{ label: 'Again' }] }],
    ['half a step', { kind: 'progress', done: 0.5, total: 2, note: '' }],
    ['progress of nothing', { kind: 'progress', done: 0, total: 0, note: '' }],
    ['progress past its end', { kind: 'progress', done: 3, total: 2, note: '' }],
    ['a picture without words', { ...picture, alt: '' }],
    ['a picture whose name is a path', { ...picture, name: '../loss' }],
    ['a picture of no size', { ...picture, width: 0 }],
  ])('refuses %s', (_, node) => {
    expect(replySchema.safeParse({ nodes: [node] }).success).toBe(false);
  });

  it.each([[{}], [[]], [null], [{ nodes: null }]])('refuses %j', (reply) => {
    expect(replySchema.safeParse(reply).success).toBe(false);
  });
});

describe('say', () => {
  const plain = (text: string): Span => ({ style: 'plain', text });

  it.each<[spans: Span[], expected: Span[]]>([
    [say``, []],
    [say`a`, [plain('a')]],
    [say`a ${1.5} b`, [plain('a '), plain('1.5'), plain(' b')]],
    [say`${code('a')}`, [code('a')]],
    [say`${code('a')}${strong('b')}`, [code('a'), strong('b')]],
    [say`by ${'hand'}`, [plain('by '), plain('hand')]],
    [say`${[code('a'), plain(' and '), code('b')]}.`, [code('a'), plain(' and '), code('b'), plain('.')]],
    [say`${''}${0}`, [plain('0')]],
    [join([[code('a')], [code('b')], []], ', '), [code('a'), plain(', '), code('b'), plain(', ')]],
    [join([], ', '), []],
  ])('%j', (spans, expected) => {
    expect(spans).toEqual(expected);
  });
});
