import { describe, expect, it } from 'vitest';
import { loadCommands } from '../../src/command/registry.ts';
import { whoMay } from '../../src/quiz/host/words.ts';
import { mayDo, type Standing } from '../../src/quiz/session/rules.ts';
import { verbs } from '../support/quizzes.ts';

const nobody: Standing = { isHost: false, isParticipant: false, manages: false };
const people: Record<string, Standing> = {
  'the host': { ...nobody, isHost: true },
  'a participant': { ...nobody, isParticipant: true },
  'a manager': { ...nobody, manages: true },
  'a passer-by': nobody,
};

describe('who may do what in a quiz', () => {
  it('is said of every subcommand, and of nothing else', async () => {
    const names = (await loadCommands()).map(({ name }) => name).filter((name) => name.startsWith('quiz '));
    expect(names.map((name) => name.slice('quiz '.length)).sort()).toEqual([...verbs.keys()].sort());
  });

  it('is one table', () => {
    const rows = [...verbs].map(([name, rules]) => {
      const may = Object.keys(people).filter((who) => mayDo(rules, people[who] as Standing));
      return `${name}: ${may.length === Object.keys(people).length ? 'anyone' : `${may.join(', ')}. ${whoMay(rules)}`}`;
    });
    expect(rows.join('\n')).toMatchInlineSnapshot(`
      "practice: anyone
      start: anyone
      join: anyone
      begin: the host, a manager. Only the host of the quiz or somebody who manages the server may begin.
      assign: anyone
      task: anyone
      answer: anyone
      reveal: the host, a manager. Only the host of the quiz or somebody who manages the server may reveal the answer.
      skip: the host, a manager. Only the host of the quiz or somebody who manages the server may skip a question.
      extend: the host, a manager. Only the host of the quiz or somebody who manages the server may give more time.
      hint: anyone
      mine: a participant. Only people who take part may look back at an answer.
      status: anyone
      scores: anyone
      report: the host, a manager. Only the host of the quiz or somebody who manages the server may see the group's report.
      import: anyone
      bank: anyone
      export: the host, a manager. Only the host of the quiz or somebody who manages the server may export a quiz.
      stop: the host, a manager. Only the host of the quiz or somebody who manages the server may stop the quiz.
      resume: the host, a manager. Only the host of the quiz or somebody who manages the server may resume the quiz.
      lead: anyone
      forget-me: anyone"
    `);
  });
});
