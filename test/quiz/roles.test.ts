import { describe, expect, it } from 'vitest';
import { loadCommands } from '../../src/command/registry.ts';
import { type Action, mayDo, ROLES, refusal, type Standing } from '../../src/quiz/roles.ts';

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
    expect(names.map((name) => name.slice('quiz '.length)).sort()).toEqual(Object.keys(ROLES).sort());
  });

  it('is one table', () => {
    const rows = (Object.keys(ROLES) as Action[]).map((action) => {
      const may = Object.keys(people).filter((who) => mayDo(action, people[who] as Standing));
      return `${action}: ${may.length === Object.keys(people).length ? 'anyone' : `${may.join(', ')}. ${refusal(action)}`}`;
    });
    expect(rows.join('\n')).toMatchInlineSnapshot(`
      "start: anyone
      begin: the host, a manager. Only the host of the quiz or somebody who manages the server may begin.
      join: anyone
      answer: anyone
      hint: anyone
      mine: a participant. Only people who take part may look back at an answer.
      stop: the host, a manager. Only the host of the quiz or somebody who manages the server may stop the quiz.
      resume: the host, a manager. Only the host of the quiz or somebody who manages the server may resume the quiz.
      lead: anyone
      status: anyone
      scores: anyone
      practice: anyone
      report: the host, a manager. Only the host of the quiz or somebody who manages the server may see the group's report.
      export: the host, a manager. Only the host of the quiz or somebody who manages the server may export a quiz.
      import: anyone
      forget-me: anyone"
    `);
  });
});
