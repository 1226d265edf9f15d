import { describe, expect, it } from 'vitest';
import { complete } from '../../src/command/complete.ts';
import { groupsOf } from '../../src/command/group.ts';
import { parseInput } from '../../src/dispatch/parsed-call.ts';
import { offers, suggest } from '../../src/platforms/discord/suggest.ts';
import { offersFor } from '../../src/platforms/web/completion.ts';
import { paragraph, withCode } from '../../src/reply/build.ts';
import { GLOSSARY, SPELLINGS, wordButtons } from '../../src/tutor/glossary/index.ts';
import { answer, commands, say } from '../commands/run.ts';
import { refusal } from '../support/refusal.ts';

const terms = GLOSSARY.map((entry) => [entry.term, entry] as const);
const sentences = (text: string): string[] => text.replace(/`[^`]*`/g, 'x').match(/[^.?!]+[.?!](?=\s|$)/g) ?? [];

describe('the glossary', () => {
  it.each([
    'derivative, chain rule, gradient, partial derivative, local derivative, upstream gradient, computation graph',
    'forward pass, backward pass, backpropagation, accumulate, +=, leaf, topological order, sum over paths, kink',
    'neuron, weight, bias, activation, tanh, relu, sigmoid, saturation, vanishing gradient, autograd, Value, layer',
    'loss, mean squared error, target, prediction, gradient descent, learning rate, update, iteration, epoch, zero_grad',
    'optimizer, SGD, Nesterov momentum, Adagrad, RMSprop, Adam, weight decay, gradient clipping, initialization, clip',
    'seed, overfitting, softmax, convergence, hyperparameter, epoch, batch, learning rate schedule, decay, schedule',
    'plateau, math range error, overflow, momentum, multilayer perceptron, parameter, numerical check, learning curve',
  ])('explains %s', (words) => {
    for (const word of words.split(', ')) expect([word, SPELLINGS.has(word.toLowerCase())]).toEqual([word, true]);
  });

  it.each(terms)('%s: three short sentences at most', (_, { text }) => {
    expect(sentences(text).length).toBeGreaterThanOrEqual(2);
    expect(sentences(text).length).toBeLessThanOrEqual(3);
    for (const sentence of sentences(text)) expect(sentence.split(' ').length).toBeLessThanOrEqual(32);
    expect(text).toMatch(/\.$/);
    for (const [, line = ''] of text.matchAll(/`(\/[^`]*)`/g)) expect(line).toMatch(/^\/train( --[a-z-]+( [\d.]+)?)?$/);
  });

  it.each(terms)('the example for %s runs', (_, { example }) => {
    expect(example).toMatch(/^\/(grad|train|check) ?/);
    expect(answer(example).nodes.length).toBeGreaterThan(1);
  });

  it.each(terms)('/help %s, and every other word for it, answers with the example to press', (term, entry) => {
    const asked = `/help ${term}`;
    expect(answer(asked).nodes).toEqual([
      { kind: 'heading', text: expect.stringMatching(new RegExp(`^${term}$`, 'i')) },
      paragraph(withCode(entry.text)),
      { kind: 'buttons', buttons: [{ label: entry.example, command: entry.example }] },
    ]);
    for (const spelling of entry.aliases) expect([spelling, say(`/help ${spelling}`)]).toEqual([spelling, say(asked)]);
  });

  it('has each spelling once, and none that a command has', () => {
    const spellings = GLOSSARY.flatMap(({ term, aliases }) => [term.toLowerCase(), ...aliases]);
    expect(spellings.filter((spelling, i) => spellings.indexOf(spelling) !== i)).toEqual([]);
    const names = [...groupsOf(commands), ...commands].map(({ name }) => name);
    expect(spellings.filter((spelling) => names.includes(spelling))).toEqual([]);
    expect(spellings.filter((spelling) => spelling !== spelling.toLowerCase())).toEqual([]);
  });
});

describe('a word without a command', () => {
  it.each([
    ['chain rule', 'chain rule'],
    ['What is the chain rule?', 'chain rule'],
    ["what's an upstream gradient", 'upstream gradient'],
    ['what are gradients?', 'gradient'],
    ['explain backprop', 'backpropagation'],
    ['what does saturated mean?', 'saturation'],
    ['the meaning of momentum', 'momentum'],
    ['how does gradient descent work', 'gradient descent'],
    ['relu', 'relu'],
    ['explain the chain rule please', 'chain rule'],
    ['what do you mean by learning rate?', 'learning rate'],
    ['define momentum', 'momentum'],
    ['zero_grad', 'zero_grad'],
  ])('%j', (typed, term) => {
    expect(parseInput(typed, commands)).toMatchObject({ values: { command: term }, readAs: `/help ${term}` });
  });

  it.each(['x^2', 'relu(x)', 'tanh(x)*loss', 'weight*2', 'loss = a*b'])('%j is a formula', (typed) => {
    expect(parseInput(typed, commands)).toMatchObject({ command: { name: 'grad' } });
  });
});

describe('a word that is not known', () => {
  it.each([
    ['/help upsteam gradient', 'Did you mean `/help upstream gradient`?'],
    ['/help momentun', 'Try: /help momentum'],
    ['/help gradient of the loss', 'Try: /help gradient'],
    ['/help vanishing gradients problem', 'Try: /help vanishing gradient'],
    ['/help zzzzzz', 'I know no command and no word `zzzzzz`.'],
    ['/help zzzzzz', 'Try: /help'],
    ['/help of', 'Try: /help'],
  ])('%s', (line, text) => {
    const shown = refusal(() => say(line));
    expect(shown).toContain(text);
    for (const [, other = ''] of shown.matchAll(/^Try: (.*)$/gm)) expect(say(other)).not.toBe('');
  });
});

it('words are offered while somebody types', () => {
  expect(complete('/help ch', commands).candidates).toEqual(['check', 'chain']);
  expect(complete('/help check ', commands).candidates).toEqual([]);
  expect(complete('/help chain ', commands).candidates).toEqual(['rule']);
  expect(complete('/help upstream g', commands)).toEqual({ replace: 1, candidates: ['gradient'] });
  expect(offersFor('/help loca', commands).offers).toEqual([{ text: 'local', about: 'a word, explained' }]);
  const help = commands.find(({ name }) => name === 'help');
  if (help === undefined) throw new Error('no help');
  expect(suggest(offers(help, 'command', commands), 'gradient').map(({ value }) => value)).toContain(
    'upstream gradient',
  );
});

describe('words in replies', () => {
  const wordsOf = (line: string): string[] =>
    answer(line)
      .nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []))
      .map(({ command }) => command)
      .filter((command) => command.startsWith('/help '));

  it.each<[line: string, ...words: string[]]>([
    ['/grad a*b+c'],
    ['/grad a*b+c a=2 b=-3 c=10'],
    ['/grad a*b+c --detail full', '/help upstream gradient', '/help learning rate'],
    ['/grad relu(x) x=0', '/help kink'],
    ['/grad tanh_by_exp(x) x=400', '/help math range error'],
    ['/grad y=(a+b)*(b+1) a=2 b=1 --detail full', '/help sum over paths', '/help accumulate'],
    ['/train --no-zero-grad --detail full', '/help zero_grad', '/help math range error'],
  ])('%s', (line, ...words) => {
    expect(wordsOf(line)).toEqual(words);
    for (const word of words) expect(say(word)).toContain('Try: /');
  });

  it('are at most one in a short derivation', () => {
    for (const line of ['/grad tanh(w*x+b) w=5 x=2 b=1', '/grad y=(a+b)*(b+1) a=2 b=1', '/grad relu(x)*abs(x) x=0'])
      expect(wordsOf(line).length).toBe(1);
  });

  it('are those of sentences alone', () => {
    expect(wordButtons([{ kind: 'code', text: 'kink' }], 'full')).toEqual([]);
    expect(wordButtons([paragraph(withCode('a kink, momentum and upstream'))], 'full')).toEqual([
      { label: 'What is “kink”?', command: '/help kink' },
      { label: 'What is “momentum”?', command: '/help momentum' },
    ]);
  });
});
