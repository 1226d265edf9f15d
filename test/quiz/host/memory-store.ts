import { worth } from '../../../src/quiz/scoring.ts';
import { type Change, FULL_SCORE, LASTING_LANE, type NewQuiz, type QuizStore } from '../../../src/store/quiz-store.ts';

interface Session {
  kind: 'quiz' | 'task' | 'daily';
  row: { key: string; tenant: string; channel: string; settings: string; startedAt: number };
  live: boolean;
  version: number;
  state: string;
  due: number | undefined;
  attended: number;
  revealed: number;
  questions: readonly string[];
  people: Map<string, { name: string; seenAt: number }>;
  answers: Map<string, Answer>;
}

interface Answer {
  n: number;
  user: string;
  at: number | undefined;
  answer: string | undefined;
  score: number | undefined;
  note: string | undefined;
  feedback: string | undefined;
  hints: number;
}

interface Effect {
  session: string;
  seq: number;
  lane: string;
  name: string;
  effect: string;
  from: number;
  attempts: number;
  createdAt: number;
  until: number;
  by: string | undefined;
}

/** The store in memory, for many runs in little time; the contract's tests run on it as well. */
export function memoryStore(): QuizStore {
  const sessions = new Map<string, Session>();
  const sets = new Map<string, { content: string; savedAt: number }>();
  const practices = new Map<string, { state: string; savedAt: number }>();
  let effects: Effect[] = [];

  const rowOf = ({ row, live, version, state }: Session) => ({ ...row, live, version, state });
  const newest = (tenant: string, channel: string): Session[] =>
    [...sessions.values()]
      .filter(({ kind, row }) => kind === 'quiz' && row.tenant === tenant && row.channel === channel)
      .sort((a, b) => b.row.startedAt - a.row.startedAt || (a.row.key < b.row.key ? -1 : 1));
  const liveIn = (tenant: string, channel: string): Session | undefined =>
    newest(tenant, channel).find(({ live }) => live);

  const addEffects = (session: string, version: number, added: NewQuiz['effects'], now: number): void => {
    for (const { lane, name } of added.filter((one) => one.name !== '')) {
      effects = effects.filter(
        (one) => one.session !== session || one.lane !== lane || one.name !== name || one.until > now,
      );
    }
    const row = { session, attempts: 0, createdAt: now, until: 0, by: undefined };
    effects.push(...added.map((one, i) => ({ ...row, ...one, seq: version * 100_000 + i })));
  };
  const heldBy = (session: string, seq: number, token: string): Effect | undefined =>
    effects.find((one) => one.session === session && one.seq === seq && one.by === token);
  const remove = (gone: Effect | undefined): void => {
    effects = effects.filter((one) => one !== gone);
  };

  const savePerson = (session: Session, { user, name, seenAt }: NonNullable<NewQuiz['host']>): void => {
    if ((session.people.get(user)?.seenAt ?? Number.NEGATIVE_INFINITY) <= seenAt)
      session.people.set(user, { name, seenAt });
  };
  const blank = { at: undefined, answer: undefined, score: undefined, note: undefined, feedback: undefined, hints: 0 };
  const answerOf = (session: Session, n: number, user: string): Answer => {
    const key = `${n} ${user}`;
    const found = session.answers.get(key) ?? { n, user, ...blank };
    session.answers.set(key, found);
    return found;
  };

  const write = (session: Session, change: Change): void => {
    const { person, answer, hint, skip, grades = [], forget, clear } = change;
    if (person) savePerson(session, person);
    if (answer) {
      const row = answerOf(session, answer.n, answer.user);
      const { score, note, feedback } = answer.grade ?? {};
      if (row.at === undefined || row.at <= answer.at)
        Object.assign(row, { at: answer.at, answer: answer.answer, score, note, feedback });
    }
    if (hint) answerOf(session, hint.n, hint.user).hints = 1;
    for (const [key, { n }] of session.answers) if (n === skip) session.answers.delete(key);
    for (const { n, user, score, note, feedback, answer: given } of grades) {
      const row = session.answers.get(`${n} ${user}`);
      if (row && (given === undefined || row.answer === given)) Object.assign(row, { score, note, feedback });
    }
    if (forget) forgetUser(session, change.revealed, forget);
    if (clear) effects = effects.filter((one) => one.session !== change.key || one.lane === LASTING_LANE);
  };
  const forgetUser = (session: Session, revealed: number, { user, as }: NonNullable<Change['forget']>): void => {
    for (const [key, row] of session.answers) {
      if (row.user !== user) continue;
      session.answers.delete(key);
      if (as === undefined || row.n > revealed || row.at === undefined) continue;
      session.answers.set(`${row.n} ${as}`, { ...row, user: as, answer: undefined, feedback: undefined });
    }
    session.people.delete(user);
    effects = effects.filter((one) => one.session !== session.row.key || one.lane !== user);
  };

  return {
    async create({ key, kind = 'quiz', tenant, channel, settings, state, due, now, questions, host, effects: first }) {
      const isSame = ({ kind: of, live, row }: Session): boolean =>
        live && of === kind && row.tenant === tenant && row.channel === channel;
      if ((kind !== 'task' && [...sessions.values()].some(isSame)) || sessions.has(key)) return false;
      const row = { key, tenant, channel, settings, startedAt: now };
      const content = { questions, people: new Map(), answers: new Map() };
      const session: Session = {
        kind,
        row,
        live: true,
        version: 1,
        state,
        due,
        attended: now,
        revealed: 0,
        ...content,
      };
      sessions.set(key, session);
      if (host) savePerson(session, host);
      addEffects(key, 1, first, now);
      return true;
    },
    async session(key) {
      const found = sessions.get(key);
      return found && rowOf(found);
    },
    async live(tenant, channel) {
      const found = liveIn(tenant, channel);
      return found && rowOf(found);
    },
    async latest(tenant, channel) {
      const [found] = newest(tenant, channel);
      return found && rowOf(found);
    },
    async tasks(tenant, channel, most) {
      const all = [...sessions.values()].filter(
        ({ kind, row }) => kind === 'task' && row.tenant === tenant && row.channel === channel,
      );
      return all
        .sort((a, b) => b.row.startedAt - a.row.startedAt || (a.row.key < b.row.key ? -1 : 1))
        .slice(0, most)
        .map(rowOf);
    },
    async sessionsIn(tenant, channel, from, to) {
      const all = [...sessions.values()].filter(
        ({ row }) => row.tenant === tenant && row.channel === channel && row.startedAt >= from && row.startedAt < to,
      );
      return all.sort((a, b) => a.row.startedAt - b.row.startedAt || (a.row.key < b.row.key ? -1 : 1)).map(rowOf);
    },
    async asking(tenant, question, part) {
      const all = [...sessions.values()].filter(
        ({ live, row, questions, revealed }) =>
          live &&
          row.tenant === tenant &&
          questions.some((one, i) => (one === question || one.includes(part)) && i >= revealed),
      );
      return all.sort((a, b) => (a.row.key < b.row.key ? -1 : 1)).map(rowOf);
    },
    async allLive(platforms) {
      const live = [...sessions.values()].filter(({ live, row }) => live && isOn(platforms, row.tenant));
      return live.map(({ row, due, attended }) => ({ key: row.key, due: due ?? 0, attended }));
    },
    async attend(keys, now) {
      for (const key of keys) {
        const session = sessions.get(key);
        if (session) session.attended = now;
      }
    },
    async commit(change) {
      const session = sessions.get(change.key);
      if (session?.version !== change.version) return 'conflict';
      if (change.done) {
        const held = heldBy(change.key, change.done.seq, change.done.token);
        if (held === undefined) return 'lost';
        remove(held);
      }
      const { state, due, revealed, now } = change;
      const version = session.version + 1;
      Object.assign(session, { state, due, revealed, version, attended: now, live: session.live && due !== undefined });
      write(session, change);
      for (const one of effects)
        if (change.wake && one.session === change.key) Object.assign(one, { from: now, until: 0, by: undefined });
      addEffects(change.key, version, change.effects, now);
      return 'done';
    },
    questions: async (key) => sessions.get(key)?.questions ?? [],
    async answers(key) {
      const rows = [...(sessions.get(key)?.answers.values() ?? [])].map((row) => ({ ...row }));
      return rows.sort((a, b) => a.n - b.n || (a.user < b.user ? -1 : 1));
    },
    async people(key) {
      const rows = [...(sessions.get(key)?.people ?? [])].map(([user, person]) => ({ user, ...person }));
      return rows.sort((a, b) => (a.user < b.user ? -1 : 1));
    },
    async claim({ token, now, until, most, platforms, session }) {
      const isHead = (one: Effect): boolean =>
        !effects.some((other) => other.session === one.session && other.lane === one.lane && other.seq < one.seq);
      const free = effects.filter(
        (one) =>
          one.from <= now &&
          one.until <= now &&
          isOn(platforms, sessions.get(one.session)?.row.tenant) &&
          (session === undefined || one.session === session) &&
          isHead(one),
      );
      return free
        .sort((a, b) => a.from - b.from)
        .slice(0, most)
        .map((one) => {
          Object.assign(one, { until, by: token });
          return {
            session: one.session,
            seq: one.seq,
            effect: one.effect,
            attempts: one.attempts,
            createdAt: one.createdAt,
          };
        });
    },
    async renew({ session, seq }, token, until) {
      const held = heldBy(session, seq, token);
      if (held) held.until = until;
    },
    async postpone({ session, seq }, token, from) {
      const held = heldBy(session, seq, token);
      if (held) Object.assign(held, { from, until: 0, by: undefined, attempts: held.attempts + 1 });
    },
    async drop({ session, seq }, token) {
      remove(heldBy(session, seq, token));
    },
    async release(token) {
      for (const one of effects) if (one.by === token) Object.assign(one, { until: 0, by: undefined });
    },
    async season(tenant, from, to) {
      const within = [...sessions.values()].filter(
        ({ kind, row }) => kind === 'quiz' && row.tenant === tenant && row.startedAt >= from && row.startedAt < to,
      );
      const people = within.flatMap((session) => [...session.people]).sort(([, a], [, b]) => a.seenAt - b.seenAt);
      const names = new Map(people.map(([user, { name }]) => [user, name]));
      const answers = within.flatMap((session) =>
        [...session.answers.values()].filter(({ n, at }) => n <= session.revealed && at !== undefined),
      );
      return [...names].flatMap(([user, name]) => {
        const own = answers.filter((row) => row.user === user);
        if (own.length === 0) return [];
        const points = own.reduce((sum, row) => sum + worth(row), 0);
        return [
          { user, name, points, answered: own.length, right: own.filter((row) => row.score === FULL_SCORE).length },
        ];
      });
    },
    async sessionsOf(tenant, user) {
      const found = [...sessions.values()].filter(({ row, people }) => row.tenant === tenant && people.has(user));
      return found.map(({ row }) => row.key).sort();
    },
    async saveSet(tenant, user, content, now) {
      sets.set(`${tenant} ${user}`, { content, savedAt: now });
    },
    set: async (tenant, user) => sets.get(`${tenant} ${user}`)?.content,
    async deleteSet(tenant, user) {
      sets.delete(`${tenant} ${user}`);
    },
    practice: async (tenant, user) => practices.get(`${tenant} ${user}`)?.state,
    async savePractice({ tenant, user, before, state, now }) {
      if (practices.get(`${tenant} ${user}`)?.state !== before) return false;
      practices.set(`${tenant} ${user}`, { state, savedAt: now });
      return true;
    },
    async deletePractice(tenant, user) {
      practices.delete(`${tenant} ${user}`);
    },
    async forgetQuizzes(before) {
      for (const [key, { row, live }] of sessions) {
        if (live || row.startedAt >= before) continue;
        sessions.delete(key);
        effects = effects.filter(({ session }) => session !== key);
      }
      for (const kept of [sets, practices])
        for (const [key, { savedAt }] of kept) if (savedAt < before) kept.delete(key);
    },
  };
}

const isOn = (platforms: readonly string[], tenant = ''): boolean =>
  platforms.some((name) => tenant.startsWith(`${name}:`));
