import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/questions/question.ts';
import { newRow } from '../../../src/quiz/bank/entry.ts';
import { topicOfFile, withTopics } from '../../../src/quiz/bank/import.ts';
import { type Importer, planImport } from '../../../src/quiz/bank/import-plan.ts';
import type { BankHead } from '../../../src/store/bank-store.ts';

/** `topic|title|prompt|right|wrong` as a question. */
function question(text: string): Question {
  const [topic = '', title = '', prompt = '', right = 'yes', wrong = 'no'] = text.split('|');
  return {
    type: 'own',
    level: 1,
    seed: 1,
    ...(title !== '' && { title }),
    ...(topic !== '' && { topic }),
    prompt: [{ kind: 'paragraph', spans: [{ style: 'plain', text: prompt }] }],
    options: [
      { text: right, right: true, bugs: [] },
      { text: wrong, right: false, bugs: [] },
    ],
    hint: [],
    explanation: [],
  };
}

const heads = (texts: readonly string[], user = 'ana'): BankHead[] =>
  texts.map((text, i) => {
    const { label, search, content, ...head } = newRow(question(text), `old${i + 1}`, user);
    return { ...head, number: i + 1 };
  });

function plan(before: readonly BankHead[], brought: readonly string[], more: Partial<Importer> = {}) {
  let count = 0;
  const importer = { user: 'ana', manages: false, replace: false, newId: () => `new${++count}`, ...more };
  return planImport(before, brought.map(question), importer);
}

/** What becomes of which question. */
function said(...[before, brought, more]: Parameters<typeof plan>): string {
  const { add = [], set = [], remove = [], counts } = plan(before, brought, more);
  const parts = [
    ...add.map(({ topic, title, label }) => `+${[topic, title || label].filter(Boolean).join('/')}`),
    ...set.map(({ id, topic }) => `${id}=${topic}`),
    ...remove.map((id) => `-${id}`),
  ];
  return `${parts.join(' ')} (${counts.added} ${counts.same} ${counts.changed} ${counts.removed})`.trim();
}

describe('what an import does to a bank', () => {
  it.each<[what: string, before: string[], brought: string[], said: string]>([
    ['a new one', [], ['|| 1+1?'], '+1+1? (1 0 0 0)'],
    ['the same', ['||1+1?'], ['||1+1?'], '(0 1 0 0)'],
    ['another answer', ['||1+1?|2|3'], ['||1+1?|2|4'], 'old1= (0 0 1 0)'],
    ['the same text in other capitals', ['||What is it?|2'], ['||what  IS it?|3'], 'old1= (0 0 1 0)'],
    ['another text with the same title', ['u|T|1+1?'], ['u|T|1 + 1 = ?'], 'old1=u (0 0 1 0)'],
    ['the same title without a topic', ['|T|1+1?'], ['|T|2+2?'], '+T (1 0 0 0)'],
    ['the same title in another topic', ['u|T|1+1?'], ['v|T|2+2?'], '+v/T (1 0 0 0)'],
    ['the same in another topic', ['u||1+1?'], ['v||1+1?'], '+v/1+1? (1 0 0 0)'],
    ['the same with a topic now', ['||1+1?'], ['v||1+1?'], 'old1=v (0 0 1 0)'],
    ['the same without its topic', ['u||1+1?'], ['||1+1?'], '(0 1 0 0)'],
    ['a topic in other capitals', ['Unit 3||1+1?'], ['UNIT  3||2+2?'], '+Unit 3/2+2? (1 0 0 0)'],
    ['one that stands in the file twice', [], ['||1+1?', '||1+1?'], '+1+1? (1 1 0 0)'],
    ['texts that name none', ['||Which?|a', '||Which?|b'], ['||Which?|b', '||Which?|c'], '+Which? (1 1 0 0)'],
    ['a text that many have now', ['||Which?|a'], ['||Which?|b', '||Which?|c'], '+Which? +Which? (2 0 0 0)'],
    ['the same one before one that is alike', ['||Q?|a'], ['||Q?|b', '||Q?|a'], '+Q? (1 1 0 0)'],
  ])('%s', (_, before, brought, expected) => {
    expect(said(heads(before), brought)).toBe(expected);
  });

  it('takes the place of what is in its topics, and of nothing else', () => {
    const before = heads(['u||1+1?', 'u||2+2?', 'v||3+3?', '||4+4?', 'u/deep||5+5?']);
    expect(said(before, ['u||1+1?', 'u||new?'], { replace: true })).toBe('+u/new? -old2 (1 1 0 1)');
    expect(said(before, ['||new?'], { replace: true })).toBe('+new? -old4 (1 0 0 1)');
  });

  it('changes nothing that others brought, unless one manages the server', () => {
    const before = heads(['||1+1?|2|3', '||2+2?'], 'ben');
    expect(said(before, ['||1+1?|2|4', '||2+2?'])).toBe('+1+1? (1 1 0 0)');
    expect(said(before, ['||1+1?|2|4'], { replace: true, manages: true })).toBe('old1= -old2 (0 0 1 1)');
  });

  it('adds nothing to topics of others', () => {
    const before = heads(['u/a||1+1?'], 'ben');
    expect(plan(before, ['U||2+2?', 'u/b||3+3?', 'w||4+4?', '||5+5?']).foreign).toEqual(['U', 'u/b']);
    expect(plan(before, ['u||2+2?'], { manages: true }).foreign).toEqual([]);
    expect(plan([...before, ...heads(['u||9+9?'])], ['u||2+2?']).foreign).toEqual([]);
  });
});

it.each([
  ['unit3.gift', 'unit3'],
  ['folder/Unit_3.v2.yaml', 'Unit 3.v2'],
  ['C:\\school\\week 4.csv', 'week 4'],
  ['csv-0123456789abcdef', undefined],
  ['csv-0123456789abcdef/unit_3.gift', 'unit 3'],
  ['csv-0123456789abcdef/pasted.txt', undefined],
])('the file %j is the topic %j', (reference, topic) => {
  expect(topicOfFile(reference)).toBe(topic);
});

it.each<[own: string, named: string | undefined, file: string | undefined, topic: string | undefined]>([
  ['', undefined, undefined, undefined],
  ['', undefined, 'unit3', 'unit3'],
  ['own', undefined, 'unit3', 'own'],
  ['', 'Named', 'unit3', 'Named'],
  ['own', 'Named', 'unit3', 'Named/own'],
  ['named/own', 'Named', 'unit3', 'named/own'],
])('of %j, named %j, from the file %j the topic is %j', (own, named, file, topic) => {
  expect(withTopics([question(`${own}||?`)], named, file)[0]?.topic).toBe(topic);
});
