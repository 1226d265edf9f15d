import { LRUCache } from 'lru-cache';
import type { Answer } from '../../../dispatch/bot.ts';
import type { Dispatcher } from '../../../dispatch/dispatcher.ts';
import { loadWhole, type Whole } from '../../../quiz/host/load.ts';
import { questionView, revealView, sessionView } from '../../../quiz/host/view.ts';
import { isOver } from '../../../quiz/session/state.ts';
import { askedNodes, askedOf } from '../../../quiz/views/answering.ts';
import { rightNodes } from '../../../quiz/views/parts.ts';
import { startLine } from '../../../quiz/views/session.ts';
import type { Picture, ReplyNode, Span, Theme } from '../../../reply/document.ts';
import type { Answers } from '../answers.ts';
import { pictureUrls } from '../ask.ts';
import { GROUP } from '../group.ts';
import { inline, render } from '../render.ts';
import { addressesOf } from '../rooms/address.ts';
import type { StageAction, StagePush, Tabs } from '../tabs.ts';
import { type Shown, stageHtml } from './stage.ts';

/** Where the views of a room are that show it to all. */
export const stageRoom = (code: string): string => `${code} stage`;

/** What presenters' views show. */
export interface Stages {
  /** What a view of a room shows now, to this person. */
  of(code: string, person: string | undefined, origin: string): Promise<StagePush>;
  /** Something has changed in a room: its views show it. */
  changed(code: string): void;
}

interface StagesOptions {
  readonly dispatcher: Pick<Dispatcher, 'store' | 'bot'>;
  readonly answers: Answers;
  readonly tabs: Tabs;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

type State = Whole['state'];

/** What pictures are drawn for first; a view turns them into its own theme. */
const THEME: Theme = 'dark';
/** So many questions with pictures are kept drawn. */
const DRAWN = 200;

const NEXT: StageAction = { label: 'Next', command: '/quiz begin', next: true };
const STOP: StageAction = { label: 'Stop', command: '/quiz stop' };

/** What a host may do where a quiz is; those that no command does are left out. */
function actionsOf(state: State | undefined, again: string): readonly StageAction[] {
  if (state === undefined) return [{ label: 'Start a quiz', command: '/quiz start' }];
  if (isOver(state)) return [{ label: 'Another one', command: again }];
  switch (state.stage.at) {
    case 'lobby':
      return [{ label: 'Begin', command: '/quiz begin', next: true }, STOP];
    case 'asking':
      return [
        { label: 'Reveal now', command: '/quiz reveal', next: true },
        { label: 'One minute more', command: '/quiz extend' },
        { label: 'Skip', command: '/quiz skip' },
        STOP,
      ];
    case 'reveal':
      return [NEXT, STOP];
    case 'paused':
      return [{ label: 'Go on', command: '/quiz resume' }, STOP];
    default:
      return [STOP];
  }
}

export function createStages({ dispatcher, answers, tabs, now, onError }: StagesOptions): Stages {
  const { store, bot } = dispatcher;
  /** By question: the id of the answer that keeps its pictures. */
  const drawn = new LRUCache<string, { readonly id: string; readonly answer: Answer }>({ max: DRAWN });
  /** Rooms whose views are being brought up to date, and whether something has changed since. */
  const working = new Map<string, boolean>();

  const isCommand = ({ command }: StageAction): boolean => bot.parse(command).error === undefined;

  /** Draws what is not drawn yet; what cannot be drawn is left out. */
  const urlsFor = async (key: string, nodes: readonly ReplyNode[]): Promise<ReturnType<typeof pictureUrls>> => {
    const wanted = nodes.filter((node): node is Picture => node.kind === 'picture');
    if (wanted.length === 0) return () => undefined;
    const before = drawn.get(key);
    if (before !== undefined && answers.get(before.id) !== undefined)
      return pictureUrls(before.id, before.answer, THEME);
    const pictures = new Map<string, Uint8Array>();
    for (const picture of wanted) {
      const bytes = await bot.draw(picture, THEME).catch(onError);
      if (bytes) pictures.set(picture.name, bytes);
    }
    const answer: Answer = { reply: { nodes: wanted }, pictures };
    const id = answers.add(answer, THEME);
    await answers.saved(id);
    drawn.set(key, { id, answer });
    return pictureUrls(id, answer, THEME);
  };

  /** What there is to show in a room, for whoever looks at it. */
  const read = async (code: string): Promise<(person: string | undefined, origin: string) => StagePush> => {
    const [row, room] = await Promise.all([store.quizzes.latest(GROUP, code), store.rooms.room(code)]);
    const quiz = row && (await loadWhole(store.quizzes, row));
    const shown = shownOf(quiz, now());
    const pictureUrl = await urlsFor(`${row?.key}.${quiz?.state.n}.${shown.at}`, nodesOf(shown));
    const view = quiz && sessionView(quiz, now());
    const actions = actionsOf(quiz?.state, view ? startLine(view.settings) : '').filter(isCommand);
    const hosts = [room?.owner, ...(quiz?.state.hosts ?? [])];
    const typeset = await bot.typeset(nodesOf(shown));
    const htmlFor = new Map<string, string>();
    return (person, origin) => {
      const addresses = addressesOf(origin, code);
      const options = {
        code,
        addresses,
        render: (nodes: readonly ReplyNode[]) =>
          render({ nodes: [...nodes] }, { pictureUrl, fileUrl: () => '', typeset }),
        inline: (spans: readonly Span[]) => inline(spans, typeset),
      };
      const html = htmlFor.get(origin) ?? stageHtml(shown, options).toString();
      htmlFor.set(origin, html);
      return {
        kind: 'stage',
        html,
        now: now(),
        actions: person !== undefined && hosts.includes(person) ? actions : [],
      };
    };
  };

  /** What changes while it is read is read once more. */
  const refresh = async (code: string): Promise<void> => {
    do {
      working.set(code, false);
      const pushFor = await read(code);
      tabs.tellEach(stageRoom(code), ({ person, origin = '' }) => pushFor(person, origin));
    } while (working.get(code));
  };

  return {
    of: async (code, person, origin) => (await read(code))(person, origin),
    changed(code) {
      if (!tabs.has(stageRoom(code))) return;
      if (working.has(code)) return void working.set(code, true);
      void refresh(code)
        .catch(onError)
        .then(() => void working.delete(code));
    },
  };
}

function shownOf(quiz: Whole | undefined, now: number): Shown {
  if (quiz === undefined) return { at: 'empty' };
  const { state } = quiz;
  switch (state.stage.at) {
    case 'lobby':
    case 'paused':
      return { at: state.stage.at, view: sessionView(quiz, now) };
    case 'asking':
    case 'grace':
      return { at: 'question', view: questionView(quiz, state.n, now, false) };
    case 'reveal':
      return { at: 'reveal', view: revealView(quiz, state.n, now) };
    default:
      return { at: 'over', view: sessionView(quiz, now) };
  }
}

/** Everything in it that may hold a picture or a formula. */
function nodesOf(shown: Shown): readonly ReplyNode[] {
  if (shown.at === 'question') return askedNodes(shown.view.question, false);
  if (shown.at !== 'reveal') return [];
  const { question } = shown.view;
  const options = askedNodes({ ...askedOf(question), prompt: [], picture: undefined }, false);
  return [...question.prompt, ...options, ...question.explanation, ...rightNodes(question)];
}
