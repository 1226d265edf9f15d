import type { Effect } from '../../../src/quiz/session/effects.ts';
import type { Event, VerbEvent } from '../../../src/quiz/session/events.ts';
import { reduce } from '../../../src/quiz/session/reduce.ts';
import { type State, stateSchema } from '../../../src/quiz/session/state.ts';
import { verbOf } from '../../support/quizzes.ts';

export const START = 1_000_000;
const SECONDS = 60;
export const READ = 2_000;
const REVEAL = 12_000;

const fresh = (rounds: number, more: Partial<State> = {}): State => ({
  solo: false,
  thinkMs: SECONDS * 1000,
  paces: Array.from({ length: rounds }, () => ({ read: READ, reveal: REVEAL })),
  n: 0,
  revealed: 0,
  stage: { at: 'lobby', due: START, shown: false, since: START },
  hosts: ['host'],
  hostSeen: START,
  people: [],
  answered: [],
  choosing: [],
  extra: 0,
  skipped: [],
  idle: 0,
  editFrom: START,
  messages: {},
  ...more,
});

/** Somebody does something: a verb, or `forget` for `forget-me`. */
interface Deed {
  readonly kind:
    | 'begin'
    | 'join'
    | 'answer'
    | 'hint'
    | 'reveal'
    | 'skip'
    | 'extend'
    | 'stop'
    | 'resume'
    | 'lead'
    | 'forget';
  readonly user: string;
  readonly n?: number;
  readonly at?: number;
  readonly final?: boolean;
}
export type Happening = Exclude<Event, VerbEvent> | Deed;

function eventOf(happening: Happening, state: State, now: number): Event {
  if (!('user' in happening)) return happening;
  const { kind, user, n = state.n, at = now, final } = happening;
  const rules = verbOf(kind === 'forget' ? 'forget-me' : kind);
  return { kind: 'verb', rules, user, manages: false, n, at, final };
}

/** A quiz that is played by hand: each event at a time since the start, messages arriving at once if wanted. */
export function game(rounds = 3, more: Partial<State> = {}) {
  let state = fresh(rounds, more);
  let now = START;
  let ids = 0;
  let effects: Effect[] = [];
  const happen = (happening: Happening): readonly Effect[] => {
    const step = reduce(state, eventOf(happening, state, now), now);
    state = stateSchema.parse(JSON.parse(JSON.stringify(step.state)));
    effects = [...step.effects];
    return effects;
  };
  const deliver = (): void => {
    for (const { message, copy } of effects.filter((effect) => effect.kind === 'post'))
      happen({ kind: 'posted', message, copy, id: `m${++ids}` });
  };
  return {
    get state() {
      return state;
    },
    get now() {
      return now;
    },
    happen,
    /** Something happens, and what it sends arrives. */
    go(event: Happening): readonly Effect[] {
      const sent = happen(event);
      deliver();
      return sent;
    },
    /** Time passes until the stage is over, and it goes on. */
    next(): readonly Effect[] {
      now = 'due' in state.stage ? state.stage.due : now;
      return this.go({ kind: 'tick' });
    },
    wait(ms: number): void {
      now += ms;
    },
    refusal: (event: Happening) => reduce(state, eventOf(event, state, now), now).refused,
    refused: (event: Happening) => reduce(state, eventOf(event, state, now), now).refused?.why,
    answer(user: string, n = state.n, at = now): readonly Effect[] {
      return happen({ kind: 'answer', user, n, at });
    },
    lastId: () => `m${ids}`,
  };
}

export const playing = (rounds = 3, people: readonly string[] = ['a', 'b']) => {
  const quiz = game(rounds);
  quiz.go({ kind: 'open' });
  for (const user of people) quiz.go({ kind: 'join', user });
  quiz.go({ kind: 'begin', user: 'host' });
  return quiz;
};

export const kinds = (effects: readonly Effect[]): string[] =>
  effects.map((effect) => ('message' in effect ? `${effect.kind} ${effect.message}` : effect.kind));
