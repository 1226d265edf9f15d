import type { Requester } from '../../command/requester.ts';
import { toText } from '../../reply/text.ts';
import { FULL_SCORE } from '../../store/quiz-store.ts';
import { loadWhole, type Whole } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { isShownTo } from './view.ts';

type Who = Pick<Requester, 'tenant' | 'user'>;

/** All that is kept of somebody, as plain JSON. Of what is not revealed yet nothing tells whether it is right. */
export async function personalData(
  { store, bank }: Pick<QuizzesOptions, 'store' | 'bank'>,
  { tenant, user }: Who,
): Promise<Readonly<Record<string, unknown>>> {
  const keys = await store.sessionsOf(tenant, user);
  const rows = await Promise.all(keys.map((key) => store.session(key)));
  const quizzes = [];
  for (const row of rows) if (row !== undefined) quizzes.push(partOf(await loadWhole(store, row), user));
  const practice = await store.practice(tenant, user);
  const set = await store.set(tenant, user);
  const brought = await bank.broughtBy(tenant, user);
  return {
    quizzes,
    practice: practice === undefined ? null : JSON.parse(practice),
    questions: brought.map(({ place, number, topic, content }) => ({ place, number, topic, ...JSON.parse(content) })),
    ...(set !== undefined && { set: JSON.parse(set) }),
  };
}

function partOf(quiz: Whole, user: string) {
  const { row, state, settings, people, answers, questions } = quiz;
  return {
    quiz: row.key,
    kind: settings.task === undefined ? 'quiz' : 'task',
    channel: row.channel,
    started: new Date(row.startedAt).toISOString(),
    name: people.find((person) => person.user === user)?.name ?? null,
    hosted: state.hosts.includes(user),
    answers: answers
      .filter((answer) => answer.user === user)
      .map(({ n, at, answer, score, note, hints }) => ({
        question: n,
        asked: toText({ nodes: questions[n - 1]?.prompt ?? [] }),
        at: at === undefined ? null : new Date(at).toISOString(),
        answer: answer === undefined ? null : JSON.parse(answer),
        hint: hints > 0,
        ...(isShownTo(state, n, user) && score !== undefined && { score: score / FULL_SCORE, note }),
      })),
  };
}
