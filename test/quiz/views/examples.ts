import type { Question } from '../../../src/questions/question.ts';
import type { ExportView, ReportView } from '../../../src/quiz/session/report-data.ts';
import type {
  BoardRow,
  OwnView,
  Person,
  QuestionView,
  RevealView,
  SessionView,
  ShownQuestion,
} from '../../../src/quiz/session/view-data.ts';
import { codeBlock, paragraph, withCode } from '../../../src/reply/build.ts';

const NOW = Date.UTC(2026, 10, 22, 14, 31, 0);

export const question: Question = {
  type: 'whole-path',
  level: 2,
  seed: 7,
  prompt: [codeBlock('L = (a*b + c)*f\na=2 b=-3 c=10 f=-2'), paragraph(withCode('What is `dL/da`?'))],
  options: [
    { text: '-3', right: false, bugs: ['upstream-dropped', 'local-for-global'] },
    { text: '6', right: true, bugs: [] },
    { text: '-4', right: false, bugs: ['factors-not-swapped'] },
    { text: '-6', right: false, bugs: ['sign-flipped'] },
  ],
  typed: { kind: 'number', value: 6, tolerance: 0.01, traps: [] },
  hint: [paragraph(withCode('Start at `L` and go back: what does × pass on?'))],
  explanation: [codeBlock('dL/da = f × b = -2 × (-3) = 6')],
};

export const shownOf = (one: Question, n: number): ShownQuestion => ({
  n,
  type: one.type,
  level: one.level,
  prompt: one.prompt,
  options: one.options.map(({ text }) => text),
  typed: one.typed?.kind,
});

const person = (name: string): Person => ({ user: `u-${name}`, name });
export const people = ['Ana', 'Ben', 'Cleo', 'Dee', 'Eli'].map(person);

const row = (name: string, rank: number, points: number, right: number, answered: number): BoardRow => ({
  ...person(name),
  ...{ rank, points, right, answered },
});

const board: readonly BoardRow[] = [
  row('Ana', 1, 2.9, 3, 3),
  row('Ben', 2, 2, 2, 3),
  row('Cleo', 2, 2, 2, 2),
  row('Dee', 4, 0.25, 0, 3),
];

export const session: SessionView = {
  session: 's7Kq2mPa',
  startedAt: NOW - 600_000,
  settings: { rounds: 10, seconds: 60, seed: 7 },
  phase: 'asking',
  n: 3,
  revealed: 2,
  solo: false,
  hosts: [person('Ana')],
  people,
  answered: people.slice(0, 3),
  skipped: [],
  deadline: NOW + 70_000,
  now: NOW,
  paused: undefined,
  ended: undefined,
  board,
};

export const asked: QuestionView = {
  ...session,
  question: shownOf(question, 3),
  open: true,
  allowed: 70,
  again: undefined,
};

export const revealed: RevealView = {
  ...session,
  phase: 'reveal',
  revealed: 3,
  deadline: NOW + 15_000,
  question,
  n: 3,
  distribution: {
    options: [5, 7, 1, 0],
    unknown: 2,
    typed: [
      { note: 'right', score: 1, count: 2 },
      { note: 'upstream-added', score: 0.25, count: 1 },
    ],
  },
  right: people.slice(0, 2),
};

export const own: OwnView = {
  session: session.session,
  n: 3,
  solo: false,
  question: shownOf(question, 3),
  own: { answer: { kind: 'option', index: 0 }, hints: 0, grade: undefined },
  hint: undefined,
  revealed: undefined,
};

export const report: ReportView = {
  session: session.session,
  startedAt: NOW,
  people: 5,
  misconceptions: [
    { note: 'local-for-global+upstream-dropped', answers: 3, people: 3 },
    { note: 'accumulate-overwrites', answers: 2, people: 2 },
    { note: 'forgot the bias', answers: 1, people: 1 },
  ],
  questions: [
    {
      n: 1,
      question,
      answers: 5,
      right: 2,
      hints: 1,
      notes: [
        { note: 'right', count: 2 },
        { note: 'local-for-global+upstream-dropped', count: 3 },
      ],
      distribution: { options: [3, 1, 0, 0], unknown: 0, typed: [{ note: 'right', score: 1, count: 1 }] },
    },
    {
      n: 2,
      question,
      answers: 5,
      right: 2,
      hints: 0,
      notes: [
        { note: 'right', count: 2 },
        { note: 'accumulate-overwrites', count: 2 },
        { note: 'forgot the bias', count: 1 },
      ],
      distribution: { options: [2, 1, 1, 0], unknown: 1, typed: [] },
    },
  ],
};

export const exported: ExportView = {
  session: session.session,
  kind: 'quiz',
  startedAt: NOW,
  questions: [{ n: 3, question }],
  answers: [
    { n: 3, name: 'Ana', answer: { kind: 'option', index: 1 }, score: 1, hints: 0, points: 1, note: 'right', at: NOW },
  ],
};

/** Everything at its largest: 50 people with long and hostile names, 20 rounds, six long options. */
const loud = Array.from({ length: 50 }, (_, i) => person(`@everyone <!here> *_~|\`${'W'.repeat(200)}\n${i}`));
const longQuestion: Question = {
  ...question,
  type: 'own',
  prompt: [paragraph(withCode('p*_ '.repeat(250)))],
  options: Array.from({ length: 6 }, (_, i) => ({
    text: `${i}*`.padEnd(60, '_'),
    right: i === 5,
    bugs: i === 5 ? [] : ['stopped-a-hop-early', 'accumulate-overwrites', `${i}`.repeat(60)],
  })),
  explanation: [paragraph(withCode('e*_ '.repeat(250)))],
};
const longBoard = loud.map((one, i) => ({ ...one, rank: i + 1, points: 19.75, right: 20, answered: 20 }));
const longSession: SessionView = {
  ...session,
  settings: { rounds: 20, seconds: 600, seed: 7, topic: 'activation', level: 5 },
  n: 20,
  revealed: 20,
  hosts: loud,
  people: loud,
  answered: loud,
  board: longBoard,
};
export const large = {
  session: longSession,
  asked: {
    ...asked,
    ...longSession,
    question: { ...shownOf(longQuestion, 20), typed: 'number' as const },
    again: 'outage' as const,
  },
  revealed: {
    ...revealed,
    ...longSession,
    phase: 'reveal' as const,
    question: longQuestion,
    n: 20,
    right: loud,
    distribution: {
      options: [50, 49, 48, 47, 46, 45],
      unknown: 50,
      typed: Array.from({ length: 50 }, (_, i) => ({ note: `bug-${i}+upstream-dropped`, score: 0.25, count: i })),
    },
  },
  report: {
    ...report,
    people: 50,
    misconceptions: Array.from({ length: 60 }, (_, i) => ({
      note: `${'teacher words '.repeat(4)}${i}`,
      answers: 60 - i,
      people: 9,
    })),
    questions: Array.from({ length: 20 }, (_, i) => ({
      ...{ n: i + 1, question: longQuestion, answers: 50, right: 10, hints: 50 },
      notes: [{ note: 'stopped-a-hop-early+accumulate-overwrites', count: 40 }],
      distribution: { options: [12, 13, 5, 7], unknown: 6, typed: [{ note: 'right', score: 1, count: 7 }] },
    })),
  },
  exported: {
    ...exported,
    answers: loud.map(({ name }) => ({ ...exported.answers[0], name }) as ExportView['answers'][number]),
  },
};
