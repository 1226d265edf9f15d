import { parseLine } from '../../../src/command/parse.ts';
import type { Requester } from '../../../src/command/requester.ts';
import { createLearning, type LearningService } from '../../../src/learning/create.ts';
import { grade } from '../../../src/questions/grading/grade.ts';
import { letterOf } from '../../../src/questions/letters.ts';
import { makeQuestion } from '../../../src/questions/make.ts';
import type { Question } from '../../../src/questions/question.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { commands } from '../../commands/run.ts';
import { newFolder } from '../../store/places.ts';

export const MONDAY = Date.UTC(2026, 10, 16, 9);
export const DAY = 24 * 60 * 60_000;

/** Somebody who answers by typing lines and pressing buttons, while days pass. */
export interface Learner {
  readonly store: Store;
  readonly service: LearningService;
  readonly who: Requester;
  ask(line: string): Promise<Reply>;
  press(reply: Reply, label: string): Promise<Reply>;
  /** Answers the question of a reply, after some seconds. */
  right(reply: Reply, seconds?: number): Promise<Reply>;
  wrong(reply: Reply, seconds?: number): Promise<Reply>;
  now(): number;
  pass(ms: number): void;
  /** A second process on the same store. */
  restart(): void;
  close(): Promise<void>;
}

export const buttonsOf = ({ nodes }: Reply): Record<string, string> =>
  Object.fromEntries(
    nodes.flatMap((node) =>
      node.kind === 'buttons' ? node.buttons.map(({ label, command }) => [label, command] as const) : [],
    ),
  );

/** The question that the buttons of a reply answer. */
export function questionOf(reply: Reply): Question {
  const { values } = parseLine(buttonsOf(reply)['A'] ?? '', commands);
  const type = String(values['asked']).replace(/\.\d+$/, '');
  return makeQuestion({ type, level: values['level'] as Question['level'], seed: Number(values['seed']) });
}

export async function newLearner(): Promise<Learner> {
  const place = await newFolder();
  const store = await openStore(place.options);
  const who: Requester = {
    tenant: 'discord:1',
    channel: 'c',
    user: 'ada',
    name: 'Ada',
    manages: false,
    at: new Date(MONDAY),
  };
  let now = MONDAY;
  let state = 7;
  const random = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const open = (): LearningService =>
    createLearning({
      store: store.learning,
      make: async (wanted) => makeQuestion(wanted),
      grade: async (question, answer) => grade(question, answer),
      compute: async () => ({ nodes: [] }),
      personal: async () => ({ quizzes: [] }),
      forgetEverything: async ({ tenant, user }) => {
        await store.learning.forgetLearner(tenant, user);
        return { nodes: [] };
      },
      clock: { now: () => now, sleep: async () => {} },
      random,
      onError: (error) => {
        throw error;
      },
    });
  let service = open();
  const ask = async (line: string): Promise<Reply> => {
    const { command, values } = parseLine(line, commands);
    return (await command.act?.(values, { services: service, who, files: {} })) as Reply;
  };
  const press = async (reply: Reply, label: string): Promise<Reply> => {
    const line = buttonsOf(reply)[label];
    if (line === undefined) throw new Error(`no button "${label}" among ${Object.keys(buttonsOf(reply)).join(', ')}`);
    return ask(line);
  };
  const answer = (reply: Reply, wanted: boolean, seconds: number): Promise<Reply> => {
    now += seconds * 1000;
    return press(reply, letterOf(questionOf(reply).options.findIndex(({ right }) => right === wanted)));
  };
  return {
    store,
    get service() {
      return service;
    },
    who,
    ask,
    press,
    right: (reply, seconds = 30) => answer(reply, true, seconds),
    wrong: (reply, seconds = 30) => answer(reply, false, seconds),
    now: () => now,
    pass(ms) {
      now += ms;
    },
    restart() {
      service = open();
    },
    async close() {
      await store.close();
      await place.remove();
    },
  };
}
