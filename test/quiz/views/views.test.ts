import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withInput } from '../../../src/command/format.ts';
import { parseLine } from '../../../src/command/parse.ts';
import { loadCommands } from '../../../src/command/registry.ts';
import { makeQuestion } from '../../../src/questions/make.ts';
import { fromNodes } from '../../../src/questions/markup.ts';
import type { Answer, Question } from '../../../src/questions/question.ts';
import { hostReply } from '../../../src/quiz/assign/host-reply.ts';
import { introReply, workReply } from '../../../src/quiz/assign/work-reply.ts';
import type { PeopleView } from '../../../src/quiz/session/report-data.ts';
import type { SessionView, TaskView, WorkView } from '../../../src/quiz/session/view-data.ts';
import type { Verb } from '../../../src/quiz/verb.ts';
import answer from '../../../src/quiz/verbs/answer.ts';
import begin from '../../../src/quiz/verbs/begin.ts';
import exportVerb from '../../../src/quiz/verbs/export.ts';
import forgetMe from '../../../src/quiz/verbs/forget-me.ts';
import hint from '../../../src/quiz/verbs/hint.ts';
import importVerb from '../../../src/quiz/verbs/import.ts';
import join from '../../../src/quiz/verbs/join.ts';
import lead from '../../../src/quiz/verbs/lead.ts';
import resume from '../../../src/quiz/verbs/resume.ts';
import scores from '../../../src/quiz/verbs/scores.ts';
import start from '../../../src/quiz/verbs/start.ts';
import status from '../../../src/quiz/verbs/status.ts';
import stop from '../../../src/quiz/verbs/stop.ts';
import { quizViews } from '../../../src/quiz/views/index.ts';
import { peopleReply } from '../../../src/quiz/views/people.ts';
import { reportReply } from '../../../src/quiz/views/report.ts';
import { seasonReply } from '../../../src/quiz/views/season.ts';
import { paragraph, withCode } from '../../../src/reply/build.ts';
import { type Reply, replySchema } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { renderers } from '../../contract/renderers.ts';
import { asked, exported, large, own, people, question, report, revealed, session, shownOf } from './examples.ts';

const SEVERAL: Question = {
  ...question,
  type: 'own',
  typed: undefined,
  several: true,
  options: ['one', 'two', 'three'].map((word, i) => ({ text: word, right: i !== 1, bugs: [] })),
};
const PAIRS = {
  ...question,
  type: 'own',
  options: [],
  typed: { kind: 'pairs' as const, left: ['tanh', 'relu'], right: ['kinked', 'smooth', 'linear'], key: [1, 0] },
};

const commands = await loadCommands();
/** What a verb answers, whatever exactly was asked for. */
const told =
  <Result>({ reply }: Pick<Verb<never, Result>, 'reply'>) =>
  (result: Result): Reply =>
    reply(result, undefined as never);
/** What a quiz says by itself, and what its verbs answer. */
const views = {
  ...quizViews,
  started: told(start),
  begun: told(begin),
  joined: told(join),
  noted: told(answer),
  hint: told(hint),
  stopped: told(stop),
  resumed: told(resume),
  leading: told(lead),
  status: told(status),
  scores: told(scores),
  report: reportReply,
  exported: exportVerb.reply,
  imported: told(importVerb),
  forgotten: told(forgetMe),
};
const text = (reply: Reply): string => toText(replySchema.parse(reply), { width: 80 });
const brought = {
  leftOut: [],
  notes: [],
  counts: { added: 1, same: 1, changed: 1, removed: 0 },
  scope: 'channel' as const,
  tenant: 'discord:1',
  change: 3,
  topics: ['unit 3'],
};
const lobby: SessionView = { ...session, phase: 'lobby', n: 0, revealed: 0, answered: [], board: [] };
const ended: SessionView = { ...session, phase: 'ended', ended: 'played', deadline: undefined, revealed: 10 };

describe('what all see', () => {
  it('the lobby', () => {
    expect(text(views.lobby(lobby))).toMatchInlineSnapshot(`
      "A quiz begins

      Ana asks 10 questions, rising in difficulty, 60 s each and time to read. It
      begins in 70 s, at 14:32:10 UTC, once somebody has joined.

      5 joined: Ana, Ben, Cleo, Dee and Eli.

      Everybody answers alone, and may change the answer until time is up.

      → Join: /quiz join
      → Begin: /quiz begin"
    `);
    expect(text(views.lobby({ ...lobby, phase: 'asking', people: [] }))).toMatchInlineSnapshot(`
      "A quiz begins

      Ana asks 10 questions, rising in difficulty, 60 s each and time to read.

      Nobody has joined yet."
    `);
  });

  it('a lobby says when it begins only as long as that is to come', () => {
    expect(text(views.lobby({ ...lobby, deadline: lobby.now + 1 }))).toContain('begins in');
    for (const deadline of [lobby.now, lobby.now - 1, undefined])
      expect(text(views.lobby({ ...lobby, deadline }))).not.toContain('begins in');
  });

  it.each([
    [{}, 'Ana asks 10 questions, rising in difficulty, 60 s each'],
    [{ topic: 'loss', level: 2 }, 'Ana asks 10 questions about loss, level 2, 60 s each'],
    [{ topic: 'own' }, 'Ana asks 10 imported questions, 60 s each'],
  ] as const)('the lobby with %o', (settings, words) => {
    expect(text(views.lobby({ ...lobby, settings: { ...lobby.settings, ...settings } }))).toContain(words);
  });

  it('a question', () => {
    expect(text(views.question(asked))).toMatchInlineSnapshot(`
      "Question 3 of 10

      L = (a*b + c)*f
      a=2 b=-3 c=10 f=-2

      What is \`dL/da\`?

      • A \`-3\`
      • B \`6\`
      • C \`-4\`
      • D \`-6\`

      Closes in 70 s, at 14:32:10 UTC. 3 of 5 have answered.

      → A: /quiz answer s7Kq2mPa.3 A
      → B: /quiz answer s7Kq2mPa.3 B
      → C: /quiz answer s7Kq2mPa.3 C
      → D: /quiz answer s7Kq2mPa.3 D

      → Type my answer: /quiz answer s7Kq2mPa.3 "…"
      → I don't know yet: /quiz answer s7Kq2mPa.3 --unknown
      → Hint: /quiz hint s7Kq2mPa.3
      → For the host: /quiz status"
    `);
  });

  it('a question whose right options are all to be chosen', () => {
    const several = { ...asked, question: { ...asked.question, several: true, typed: undefined } };
    const shown = text(views.question(several));
    expect(shown).toContain('Choose all that are right.\n\n• A `-3`');
    expect(shown).toContain('→ D: /quiz answer s7Kq2mPa.3 ±D\n\n→ Done: /quiz answer s7Kq2mPa.3 ±');
    expect(text(views.reveal({ ...revealed, question: SEVERAL }))).toContain('✔ A one; C three\n');
  });

  it('a question of pairs: two lists, and what belongs together in the reveal', () => {
    const { left, right } = PAIRS.typed;
    const pairs = {
      ...asked,
      question: { ...asked.question, options: [], typed: 'pairs', pairs: { left, right } } as const,
    };
    expect(text(views.question(pairs))).toContain(
      '• 1 tanh\n• 2 relu\n\nWhich letter belongs to each number?\n\n• A kinked\n• B smooth\n• C linear',
    );
    const distribution = { options: [], unknown: 1, typed: [], pairs: { right: [5, 2], answers: 6 } };
    const shown = text(views.reveal({ ...revealed, question: PAIRS, distribution }));
    expect(shown).toContain('✔ `1B 2A`\n\n• 1 tanh → B smooth\n• 2 relu → A kinked');
    expect(shown).toContain('1B ✔ ████████·· 5  of 6  tanh\n2A ✔ ███······· 2  of 6  relu\n?    ██········ 1  I');
  });

  it('a question with a picture, which says what it shows', () => {
    const picture = { url: 'https://pictures.example.org/a.png', alt: 'two nodes' };
    expect(text(views.question({ ...asked, question: { ...asked.question, picture } }))).toContain('two nodes');
  });

  it('in the reveal, wrong answers that were typed, the most frequent first', () => {
    const typed = [
      { text: '-6', note: 'sign-flipped', score: 0.5, count: 4 },
      { text: '6', note: 'right', score: 1, count: 2 },
      { text: '3', note: 'other', score: 0, count: 2 },
      { text: '1', note: 'other', score: 0, count: 1 },
      { text: '2', note: 'other', score: 0, count: 1 },
      { text: undefined, note: 'other', score: 0, count: 1 },
    ];
    const shown = text(views.reveal({ ...revealed, distribution: { options: [0, 0, 0, 0], unknown: 0, typed } }));
    expect(shown).toContain(
      [
        '… ✔ █████····· 2  typed',
        '… ✘ ██████████ 4  typed -6',
        '… ✘ █████····· 2  typed 3',
        '… ✘ ███······· 1  typed 1',
        '… ✘ █████····· 2  typed otherwise',
      ].join('\n'),
    );
  });

  it.each(['outage', 'resumed', 'lost'] as const)('a question again: %s', (again) => {
    expect(text(views.question({ ...asked, again }))).toContain('its time anew');
    expect(text(views.question({ ...asked, again, open: false }))).not.toContain('its time anew');
  });

  it('a closed question has no buttons', () => {
    const { nodes } = views.question({ ...asked, open: false });
    expect(nodes.some(({ kind }) => kind === 'buttons')).toBe(false);
    expect(text({ nodes: nodes.slice(-1) })).toMatchInlineSnapshot(`"Closed. 3 of 5 have answered."`);
  });

  it('the reveal', () => {
    expect(text(views.reveal(revealed))).toMatchInlineSnapshot(`
      "Answer to question 3 of 10

      ✔ B \`6\`

      dL/da = f × b = -2 × (-3) = 6

      A ✘ ███████··· 5  -3
      B ✔ ██████████ 7  6
      C ✘ █········· 1  -4
      D ✘ ·········· 0  -6
      … ✔ ███······· 2  typed
      … ✘ █········· 1  typed
      ?   ███······· 2  I don't know yet

      • A (5 answers) suggests upstream dropped: You left out the upstream gradient:
        the local derivative is multiplied by it. Or local taken for global: You gave
        the local derivative of the last hop alone: the gradient is the product of all
        hops from the output.
      • C (1 answer) suggests factors of × not swapped: You gave a factor its own
        value: × swaps, so each factor gets the value of the other.
      • Typed (1 answer) suggests upstream added: You added the upstream gradient and
        the local derivative: along a path they multiply.

      Right: Ana and Ben.

      The board so far

         name  points  right
      1   Ana     2.9    3/3
      2   Ben       2    2/3
      2  Cleo       2    2/2
      4   Dee    0.25    0/3

      The next question comes in 15 s, at 14:31:15 UTC.

      → My answer: /quiz mine s7Kq2mPa.3
      → Host: go on now: /quiz begin"
    `);
  });

  it('the reveal of a question that was skipped: nothing of who answered what', () => {
    expect(text(views.reveal({ ...revealed, skipped: [3], right: [] }))).toMatchInlineSnapshot(`
      "Answer to question 3 of 10

      ✔ B \`6\`

      dL/da = f × b = -2 × (-3) = 6

      This question was skipped. It gives no points, and counts as wrong for nobody.

      The board so far

         name  points  right
      1   Ana     2.9    3/3
      2   Ben       2    2/3
      2  Cleo       2    2/2
      4   Dee    0.25    0/3

      The next question comes in 15 s, at 14:31:15 UTC.

      → Host: go on now: /quiz begin"
    `);
  });

  it('the final board of a quiz with a skipped question counts the others', () => {
    expect(text(views.end({ ...session, phase: 'ended', revealed: 4, skipped: [2], ended: 'played' }))).toContain(
      'Ana wins with 2.9 of 3 points',
    );
  });

  it('the reveal of a question that nobody answered', () => {
    const nothing = { options: [0, 0, 0, 0], unknown: 0, typed: [] };
    expect(text(views.reveal({ ...revealed, distribution: nothing, right: [], board: [] }))).toMatchInlineSnapshot(`
      "Answer to question 3 of 10

      ✔ B \`6\`

      dL/da = f × b = -2 × (-3) = 6

      Nobody answered.

      The next question comes in 15 s, at 14:31:15 UTC.

      → My answer: /quiz mine s7Kq2mPa.3
      → Host: go on now: /quiz begin"
    `);
  });

  it('pauses', () => {
    expect(text(views.paused({ ...session, phase: 'paused', paused: 'nobody' }))).toMatchInlineSnapshot(`
      "The quiz is paused at question 3 of 10

      Two questions in a row went by without an answer, so the quiz waits for you.
      Nothing is lost. After a day without anyone it ends.

      → Resume: /quiz resume
      → Stop: /quiz stop"
    `);
  });

  it.each<[what: string, reply: Reply, says: string[]]>([
    [
      'a pause in which nobody joined',
      views.paused({ ...lobby, phase: 'paused', paused: 'nobody' }),
      ['The quiz is paused before its first question', 'Nobody has joined, so the quiz waits.'],
    ],
    [
      'the same asked about',
      views.status({ ...lobby, phase: 'paused', paused: 'nobody', people: [] }),
      ['The quiz is paused before its first question. Nobody has joined'],
    ],
    ['going on early', views.begun({ ...session, n: 4 }), ['Here comes question 4 of 10.']],
    ['going on after the last question', views.begun(ended), ['That was the last question: the board comes next.']],
    ['resuming after the last question', views.resumed(ended), ['That was the last question: the board comes next.']],
    ['resuming the lobby', views.resumed(lobby), ['People can join again.', '→ Begin: /quiz begin']],
    ['leading in the lobby', views.leading(lobby), ['it has not begun yet.', '→ Begin: /quiz begin']],
    ['leading in a pause', views.leading({ ...session, phase: 'paused' }), ['→ Resume: /quiz resume']],
  ])('%s says what is the case', (_, reply, says) => {
    for (const words of says) expect(text(reply)).toContain(words);
  });

  it.each([
    ['', 'somebody'],
    [' \u200b\u2060\u3164\u2800\u00ad', 'somebody'],
    ['\u202eanA', 'anA'],
    ['👩🏽‍🏫', '👩🏽‍🏫'],
    ['أحمد', '\u200eأحمد\u200e'],
    ['דנה Cohen', '\u200eדנה Cohen\u200e'],
  ])('the name %j is shown, and turns nothing round', (name, shown) => {
    const host = { user: 'u', name };
    expect(text(views.lobby({ ...lobby, hosts: [host] }))).toContain(`\n${shown} asks 10 questions`);
  });

  it('one player cannot change an answer, and hosts nobody', () => {
    const unknown = { ...own, solo: true, own: { ...own.own, answer: { kind: 'unknown' as const } } };
    expect(text(views.noted({ ...own, solo: true }))).toBe('Noted: A.');
    expect(text(views.noted(unknown))).toBe("Noted: you don't know yet. That costs nothing.");
    expect(text(views.reveal({ ...revealed, solo: true }))).toContain('→ Go on now: /quiz begin');
  });

  it('names that end in a full stop, or are cut, end the sentence', () => {
    const called = (name: string) => ({ user: name, name });
    const long = { ...lobby, people: [called('Ana'), called('x'.repeat(99))] };
    expect(text(views.lobby({ ...lobby, people: [called('Ana'), called('Sam Jr.')] }))).toContain('Ana and Sam Jr.\n');
    expect(text(views.lobby(long))).toMatch(/x…\n/);
    expect(text(views.reveal({ ...revealed, right: [called('Sam Jr.')] }))).toContain('Right: Sam Jr.\n');
  });

  it('the end counts for the month in which the quiz was started', () => {
    const startedAt = Date.UTC(2026, 9, 31, 23, 59);
    expect(text(views.end({ ...ended, startedAt }))).toContain('It counts for season 2026-10.');
  });

  it('the end', () => {
    expect(text(views.end(ended))).toMatchInlineSnapshot(`
      "The final board

      Ana wins with 2.9 of 10 points.

         name  points  right
      1   Ana     2.9    3/3
      2   Ben       2    2/3
      2  Cleo       2    2/2
      4   Dee    0.25    0/3

      It counts for season 2026-11.

      → Another one: /quiz start --rounds 10 --seconds 60
      → Scores of the season: /quiz scores
      → Report: /quiz report"
    `);
  });

  it.each<[what: string, view: SessionView, says: string]>([
    [
      'a tie',
      { ...ended, board: session.board.map((row) => ({ ...row, rank: 1, points: 2 })) },
      'Ana, Ben, Cleo and Dee share the first place with 2 of 10 points.',
    ],
    [
      'no points',
      { ...ended, board: session.board.map((row) => ({ ...row, rank: 1, points: 0 })) },
      'Nobody scored this time.',
    ],
    ['no people', { ...ended, board: [] }, 'Nobody scored this time.'],
    ['one player', { ...ended, solo: true, board: session.board.slice(0, 1) }, 'You have 2.9 of 10 points.'],
    ['a stop', { ...ended, ended: 'stopped' }, 'It was stopped. The questions asked so far count.'],
    [
      'a lost channel',
      { ...ended, phase: 'aborted', ended: 'channel-gone' },
      'Its channel is gone, or I am not in it. The scores are kept.',
    ],
    ['nobody', { ...ended, phase: 'aborted', ended: 'abandoned' }, 'Nobody went on with it. The scores are kept.'],
  ])('the end after %s', (_, view, says) => {
    expect(text(views.end(view))).toContain(says);
  });

  it('the scores of a season', () => {
    expect(text(views.scores({ season: '2026-11', board: session.board }))).toMatchInlineSnapshot(`
      "Scores of season 2026-11

         name  points  right
      1   Ana     2.9    3/3
      2   Ben       2    2/3
      2  Cleo       2    2/2
      4   Dee    0.25    0/3

      A season is a calendar month in UTC.

      → The month before: /quiz scores --season 2026-10
      → Start a quiz: /quiz start"
    `);
    expect(text(views.scores({ season: '2026-01', board: [] }))).toContain('Nobody has scored in season 2026-01 yet.');
  });
});

describe('what one person sees', () => {
  it.each<[what: string, reply: () => Reply]>([
    ['started', () => views.started(lobby)],
    ['started alone', () => views.started({ ...lobby, solo: true })],
    ['begun', () => views.begun({ ...session, n: 1 })],
    ['joined the lobby', () => views.joined(lobby)],
    ['joined later', () => views.joined(session)],
    ['stopped', () => views.stopped(session)],
    ['resumed', () => views.resumed(session)],
    ['leading', () => views.leading(session)],
    ['forgotten', () => views.forgotten({ sessions: 3, deleted: 12, kept: 0, learned: false })],
    ['nothing to forget', () => views.forgotten({ sessions: 0, deleted: 0, kept: 0, learned: false })],
    ['noted', () => views.noted(own)],
    [
      'noted after a hint',
      () => views.noted({ ...own, own: { ...own.own, answer: { kind: 'text', text: '-6/2' }, hints: 1 } }),
    ],
    [
      'unknown',
      () => views.noted({ ...own, own: { ...own.own, answer: { kind: 'unknown' }, hints: 1 }, hint: question.hint }),
    ],
    ['hint', () => views.hint({ session: 's', n: 3, hint: question.hint })],
    ['no hint', () => views.hint({ session: 's', n: 3, hint: [] })],
    ['mine before', () => views.mine(own)],
    ['mine, wrong', () => views.mine(mine({ kind: 'option', index: 2 }, 0, 0.25))],
    ['mine, right with a hint', () => views.mine(mine({ kind: 'text', text: '12/2' }, 1, 1))],
    ['mine, unknown', () => views.mine(mine({ kind: 'unknown' }, 1, 0))],
    ['mine, not graded', () => views.mine({ ...own, revealed: question })],
    ['status', () => views.status(session)],
    ['status of whoever leads it', () => views.status({ ...session, leads: true })],
    ['status of a lobby', () => views.status(lobby)],
    ['status of a pause', () => views.status({ ...session, phase: 'paused', paused: 'nobody' })],
    ['imported', () => views.imported({ ...brought, questions: [question, question, { ...question, options: [] }] })],
  ])('%s', (_, reply) => {
    expect(text(reply())).toMatchSnapshot();
  });

  it('the report', () => {
    expect(text(views.report(report, 'full'))).toMatchInlineSnapshot(`
      "Local taken for global or upstream dropped: 3 of 10 answers

      5 people gave 10 answers to 2 questions; 4 were right.

      [misconceptions] Local taken for global or upstream dropped: 3 of 10 answers.
      Bar chart of answers by misconception: local taken for global or upstream
      dropped 3, = instead of += 2, forgot the bias 1.

      • local taken for global or upstream dropped: 3 answers of 3 people
      • = instead of +=: 2 answers of 2 people
      • forgot the bias: 1 answer of 1 person

      • local taken for global: You gave the local derivative of the last hop alone:
        the gradient is the product of all hops from the output.
      • = instead of +=: You kept only the last contribution: \`=\` where \`+=\` belongs.
      • forgot the bias

      [answers] The answers to questions 1 and 2. The share of each answer. Question
      1: A ✘ 60 %, B ✔ 20 %, typed ✔ 20 %. Question 2: A ✘ 40 %, B ✔ 20 %, C ✘ 20 %, ?
      20 %.

      • 1 What is \`dL/da\`? \`L = (a*b + c)*f; a=2 b=-3 c=10 f=-2\` – 2 of 5 right. 1
        hint. Most often wrong: local taken for global or upstream dropped (3).
      • 2 What is \`dL/da\`? \`L = (a*b + c)*f; a=2 b=-3 c=10 f=-2\` – 2 of 5 right. Most
        often wrong: = instead of += (2).

      → Short answer: /quiz report s7Kq2mPa
      → Person by person: /quiz report s7Kq2mPa --people
      → Over the month: /quiz report --season 2026-11
      → Answers as CSV: /quiz export s7Kq2mPa
      → Questions as GIFT: /quiz export s7Kq2mPa --as gift"
    `);
    const brief = views.report(report, 'brief');
    expect(brief.nodes.map(({ kind }) => kind)).toEqual(['heading', 'picture', 'list', 'paragraph', 'buttons']);
    expect(text(brief)).toContain('5 people gave 10 answers to 2 questions; 4 were right.');
    expect(text(brief)).toContain('→ All details: /quiz report s7Kq2mPa --detail full');
    expect(text(views.report({ ...report, questions: [], misconceptions: [] }, 'brief'))).toContain(
      'no answers to report on',
    );
  });

  it('what is exported', () => {
    expect(text(views.exported(exported, { as: 'gift' }))).toMatchInlineSnapshot(`
      "1 question in Moodle's GIFT format. \`/quiz import\` reads them too.

      [quiz-2026-11-22.gift]"
    `);
    expect(views.exported(exported, { as: 'csv' }).nodes.at(-1)).toMatchObject({
      kind: 'file',
      name: 'quiz-2026-11-22.csv',
    });
  });
});

/** What somebody answered, and a grade of this score. */
function mine(answer: Answer, hints: number, score: number) {
  const grading = { score, note: 'x', feedback: [paragraph(withCode('What the answer suggests.'))] };
  return { ...own, own: { answer, hints, grade: grading }, revealed: question };
}

const PEOPLE: PeopleView = {
  session: session.session,
  startedAt: 0,
  questions: Array.from({ length: 20 }, (_, i) => ({ n: i + 1, question })),
  people: Array.from({ length: 60 }, (_, i) => ({
    name: `<@U0${i}> @everyone ${'x'.repeat(70)}`,
    points: i / 3,
    late: i % 2 === 0,
    answers: Array.from({ length: 20 }, (_, n) =>
      n === i ? undefined : { points: (n % 3) / 2, right: n % 3 === 2, unknown: n === 4, late: i % 2 === 0 },
    ),
  })),
};
const TASK: TaskView = {
  ...large.session,
  phase: 'task',
  task: { end: Date.UTC(2026, 11, 4, 17), zone: 'America/Argentina/ComodRivadavia', feedback: 'after' },
  begun: 300,
  finished: 200,
  late: 1,
};
const MARKS = ['open', 'given', 'unknown', 'right', 'partly', 'wrong'] as const;
const WORK: WorkView = {
  ...TASK,
  marks: Array.from({ length: 20 }, (_, i) => MARKS[i % MARKS.length] ?? 'open'),
  points: undefined,
  isLate: true,
  noted: undefined,
  asked: undefined,
  own: undefined,
};

const biggest: Record<string, Reply> = {
  lobby: views.lobby({ ...large.session, phase: 'lobby' }),
  question: views.question(large.asked),
  closed: views.question({ ...large.asked, open: false }),
  reveal: views.reveal(large.revealed),
  end: views.end({
    ...large.session,
    phase: 'ended',
    ended: 'played',
    board: large.session.board.map((row) => ({ ...row, rank: 1 })),
  }),
  status: views.status(large.session),
  scores: views.scores({ season: '2026-11', board: large.session.board }),
  report: views.report(large.report, 'full'),
  people: peopleReply(PEOPLE),
  season: seasonReply({
    season: '2026-11',
    sessions: 12,
    misconceptions: Array.from({ length: 30 }, (_, i) => ({
      name: i % 2 === 0 ? 'accumulate-overwrites' : `a name of a teacher that is long ${i}`,
      first: { at: 0, count: 3, answers: 9 },
      last: { at: i % 3 === 0 ? 0 : 1e9, count: i % 2, answers: 9 },
    })),
  }),
  task: views.task(TASK),
  intro: introReply(WORK),
  work: workReply({ ...WORK, asked: large.asked.question }),
  overview: workReply({ ...WORK, points: 5 }),
  host: hostReply({ what: 'show', view: { ...TASK, revealed: 20 }, report: large.report }),
  csv: views.exported(large.exported, { as: 'csv' }),
};

describe.each(renderers)('on $name', ({ show, liveMention }) => {
  it.each(Object.entries(biggest))('all of the largest %s fits', (_, reply) => {
    const { whole, limits, text: shown } = show(reply);
    expect(whole).toBe(true);
    for (const { what, is, atMost } of limits) expect({ what, is, fits: is <= atMost }).toMatchObject({ fits: true });
    expect(shown.replace(/```[\s\S]*?```/g, '').replace(/(`+)[\s\S]*?\1/g, '')).not.toMatch(liveMention);
  });
});

describe('every view', () => {
  it('has buttons that are commands', () => {
    for (const reply of [
      ...Object.values(biggest),
      views.paused(session),
      views.started(lobby),
      views.imported({ ...brought, questions: [question] }),
    ]) {
      const buttons = reply.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
      for (const { command, input } of buttons) {
        const line = input === undefined ? command : withInput(command, '-3');
        expect(() => parseLine(line, commands)).not.toThrow();
      }
    }
  });

  it('cuts names, and keeps them in one line', () => {
    const shown = text(
      views.lobby({
        ...lobby,
        people: [
          { user: 'u', name: `a\nb\u202e${'c'.repeat(100)}` },
          { user: 'v', name: ' \n' },
        ],
      }),
    );
    expect(shown).toContain(`2 joined: a b${'c'.repeat(28)}… and somebody.`);
  });
});

describe('before the reveal', () => {
  it('nothing tells which answer is right: the views of two answers are the same', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 }), fc.nat(), (seed, shift) => {
        const one = makeQuestion({ seed });
        const turned = one.options.map((option, i) => {
          const { right, bugs } = one.options[(i + shift) % one.options.length] as typeof option;
          return { ...option, right, bugs };
        });
        const other = { ...one, options: turned, explanation: [], hint: [] };
        const seen = [one, other].map((secret) => {
          const shown = shownOf(secret, 3);
          const grades = secret.options.map(({ right }) => ({
            score: right ? 1 : 0,
            note: right ? 'right' : 'x',
            feedback: [],
          }));
          return JSON.stringify([
            views.question({ ...asked, question: shown }),
            views.question({ ...asked, question: shown, open: false }),
            views.lobby(lobby),
            views.status(session),
            ...grades.map((grading, index) => {
              const answer = { kind: 'option' as const, index };
              const view = { ...own, question: shown, own: { answer, hints: 0, grade: grading } };
              return [views.noted(view), views.mine(view)];
            }),
          ]);
        });
        expect(seen[0]).toBe(seen[1]);
      }),
      { numRuns: 200 },
    );
  });

  it('says neither explanation nor right answer where it is no option', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 }), (seed) => {
        const one = makeQuestion({ seed });
        const shown = toText(views.question({ ...asked, question: { ...shownOf(one, 3), options: [] } }));
        const rest = shown.replace(fromNodes(one.prompt), '');
        for (const node of one.explanation) if (node.kind === 'code') expect(rest).not.toContain(node.text);
        expect(toText(views.noted({ ...own, question: shownOf(one, 3) }))).toBe(
          'Noted: A. You can change it until time is up.',
        );
      }),
      { numRuns: 100 },
    );
  });

  it('says how many have answered, and not what', () => {
    const counts = [0, 1, 5].map((n) => text(views.question({ ...asked, answered: people.slice(0, n) })));
    expect(counts.map((shown) => /(\S+ (?:of \d+ )?ha\w+)( \w+)? answered/.exec(shown)?.[0])).toMatchInlineSnapshot(`
      [
        "Nobody has answered",
        "1 of 5 has answered",
        "5 of 5 have answered",
      ]
    `);
  });
});
