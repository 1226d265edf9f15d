import type { Quizzes, StartOptions, Visitor } from '../quizzes.ts';
import type { SessionView } from '../session/view-data.ts';
import { cleaned, type Desk } from './commands.ts';
import { type Loaded, loaded } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { draftQuiz } from './start.ts';
import { alreadyRuns } from './words.ts';

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const KEY_LENGTH = 8;

/** To start a quiz, take part in it, and lead it. */
export function createHosting(
  options: QuizzesOptions,
  desk: Desk,
  after: (quiz: Loaded) => void,
): Pick<Quizzes, 'start' | 'begin' | 'join' | 'stop' | 'resume' | 'lead'> {
  const { store, views, random } = options;

  const newKey = (): string => {
    const letter = (): string => LETTERS.charAt(Math.floor(random() * LETTERS.length));
    return `s${Array.from({ length: KEY_LENGTH }, letter).join('')}`;
  };

  const stateHere = async ({ tenant, channel }: Visitor) => {
    const row = await store.live(tenant, channel);
    return row && loaded(row).state;
  };

  const start = async (who: Visitor, wanted: StartOptions): Promise<SessionView> => {
    const running = await stateHere(who);
    if (running) throw alreadyRuns(running);
    const draft = await draftQuiz(options, cleaned(who), wanted);
    const key = newKey();
    // Somebody else may have started one while the questions were made.
    if (!(await store.create({ key, ...draft }))) throw alreadyRuns(await stateHere(who));
    const quiz = await desk.running(who);
    after(quiz);
    return desk.view(quiz);
  };

  /** Something that one person does to the quiz that runs where they are. */
  const act = async (who: Visitor, kind: 'begin' | 'join' | 'stop' | 'resume' | 'lead'): Promise<SessionView> => {
    const { row } = await desk.running(who);
    return desk.view(await desk.act(who, kind, row.key, { kind, user: who.user }));
  };

  return {
    start: async (who, wanted) => views.started(await start(who, wanted)),
    begin: async (who) => views.begun(await act(who, 'begin')),
    join: async (who) => views.joined(await act(who, 'join')),
    stop: async (who) => views.stopped(await act(who, 'stop')),
    resume: async (who) => views.resumed(await act(who, 'resume')),
    lead: async (who) => views.leading(await act(who, 'lead')),
  };
}
