import { expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from './run.ts';

interface Property {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
}

/** What may be given for an option, in a few words: `integer 1…10 = 5`. */
function range({ type, enum: choices, minimum, exclusiveMinimum, maximum, maxLength, ...rest }: Property): string {
  const low = minimum ?? (exclusiveMinimum === undefined ? undefined : `>${exclusiveMinimum}`);
  const what = choices ? 'choice' : maxLength === undefined ? type : `${type} to ${maxLength}`;
  const between = low === undefined ? '' : ` ${low}…${maximum}`;
  return `${what}${between}${'default' in rest ? ` = ${JSON.stringify(rest.default)}` : ''}`;
}

// What people type, and whether they alone see the answer. A command that is added need not stand here.
it.each<[name: string, isPrivate: boolean, options: string[]]>([
  ['check', true, ['claim: string to 4000', 'of: string to 4000', 'is: string to 400']],
  [
    'grad',
    false,
    [
      'formula: string to 4000',
      'at: string to 2000',
      'wrt: string to 500',
      'detail: choice = "brief"',
      'as: choice = "text"',
      'animate: boolean = false',
      'names: string to 500',
    ],
  ],
  ['help', true, ['command: string to 80']],
  [
    'quiz practice',
    true,
    [
      'topic: choice',
      'from: string to 100',
      'level: integer 1…5',
      'type: string to 40',
      'seed: integer 0…4294967295',
      'types: integer 1…999',
      'number: integer 1…1000',
      'asked: string',
      'answer: string to 10',
      'text: string to 400',
      'unknown: boolean = false',
      'hint: boolean = false',
      'solution: boolean = false',
    ],
  ],
  [
    'quiz start',
    true,
    [
      'topic: choice',
      'from: string to 100',
      'order: choice',
      'steps: string to 1000',
      'level: integer 1…5',
      'rounds: string = "5"',
      'seconds: integer 45…600 = 60',
      'seed: integer 0…4294967295',
    ],
  ],
  ['quiz join', true, []],
  ['quiz begin', true, []],
  ['quiz answer', true, ['answer: string to 450', 'unknown: boolean = false']],
  [
    'quiz assign',
    true,
    [
      'due: string to 60',
      'topic: choice',
      'from: string to 100',
      'order: choice',
      'level: integer 1…5',
      'rounds: string',
      'zone: string to 60',
      'feedback: choice = "after"',
      'show: boolean = false',
      'end: boolean = false',
      'again: boolean = false',
      'task: string to 60',
      'seed: integer 0…4294967295',
    ],
  ],
  ['quiz task', true, ['task: string to 40']],
  ['quiz hint', true, ['question: string to 40']],
  ['quiz mine', true, ['question: string to 40']],
  ['quiz status', true, []],
  ['quiz scores', false, ['season: string']],
  [
    'quiz report',
    true,
    [
      'detail: choice = "brief"',
      'page: integer 1…99 = 1',
      'people: boolean = false',
      'season: string',
      'quiz: string to 40',
    ],
  ],
  [
    'quiz import',
    true,
    [
      'paste: string to 6000',
      'file: string to 400',
      'as: choice',
      'topic: string to 100',
      'for: choice',
      'replace: boolean = false',
      'code: string to 40',
    ],
  ],
  [
    'quiz bank',
    true,
    [
      'text: string to 6000',
      'page: integer 1…999 = 1',
      'search: string to 100',
      'topic: string to 100',
      'show: string to 12',
      'answers: boolean = false',
      'edit: string to 12',
      'as: choice = "yaml"',
      'file: string to 400',
      'delete: string to 12',
      'rename: string to 100',
      'move: string to 12',
      'to: string to 100',
      'undo: boolean = false',
      'change: string to 12',
      'copy: boolean = false',
      'for: choice',
    ],
  ],
  ['quiz export', true, ['as: choice', 'from: string to 100', 'quiz: string to 40']],
  ['quiz stop', true, []],
  ['quiz resume', true, []],
  ['quiz lead', true, []],
  ['quiz forget-me', true, ['keepQuestions: boolean = false']],
  [
    'train',
    false,
    [
      'data: string to 6000 = "article"',
      'file: string to 400',
      'layers: string to 60',
      'hidden: string to 60',
      'activation: choice',
      'last: choice',
      'lr: string to 100',
      'steps: integer 1…10000',
      'epochs: integer 1…10000',
      'seed: integer 0…4294967295 = 1664',
      'zeroGrad: boolean = true',
      'optimizer: string to 100',
      'momentum: number 0…1',
      'schedule: choice',
      'decay: number 0…1',
      'clip: number >0…1000000',
      'noise: number 0…2',
      'init: choice',
      'loss: choice',
      'batch: integer 1…10000',
      'track: string to 60',
      'stableTanh: boolean = false',
      'log: string to 2000',
      'probe: boolean = false',
      'animate: boolean = false',
      'detail: choice = "brief"',
      'target: string to 100',
      'inputs: string to 1000',
      'drop: string to 1000',
      'scale: choice',
      'test: number 0…1',
      'export: choice',
    ],
  ],
])('/%s is declared with its limits and defaults', (name, isPrivate, options) => {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`there is no ${name}`);
  const { properties = {} } = z.toJSONSchema(command.options, { io: 'input' }) as {
    properties?: Record<string, Property>;
  };
  expect(Object.entries(properties).map(([key, property]) => `${key}: ${range(property)}`)).toEqual(options);
  expect(command.private ?? false).toBe(isPrivate);
});
