import type { Requester } from '../../src/command/requester.ts';
import type { Format } from '../../src/questions/formats/formats.ts';
import type { Answer } from '../../src/questions/question.ts';
import type { StartOptions } from '../../src/quiz/host/start-line.ts';
import type { Quizzes } from '../../src/quiz/services.ts';
import type { Verb } from '../../src/quiz/verb.ts';
import { loadVerbs } from '../../src/quiz/verb-commands.ts';
import { paragraph, say } from '../../src/reply/build.ts';
import type { Reply } from '../../src/reply/document.ts';

/** The verbs of the project, by the word behind `/quiz`. */
export const verbs = new Map((await loadVerbs()).map(({ verb }) => [verb.name, verb]));

/** A verb that works with the quizzes of a group. */
export function verbOf(name: string): Verb {
  const verb = verbs.get(name);
  if (verb?.perform === undefined) throw new Error(`no verb "${name}" performs`);
  return verb;
}

/** What somebody asked of the quizzes. */
export interface Asked {
  /** The verb, in camel case. */
  readonly what: string;
  readonly who: Requester;
  /** Its request, a part each. */
  readonly rest: readonly unknown[];
}

/** Quizzes that only remember what was asked of them, and say so. */
export function recordingQuizzes(): { readonly quizzes: Quizzes; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const perform: Quizzes['perform'] = async (verb, request, who) => {
    const what = verb.name.replace(/-./g, (letter) => letter.slice(1).toUpperCase());
    const rest = partsOf(verb, request);
    asked.push({ what, who, rest });
    return { nodes: [paragraph(say`Noted: ${what} ${JSON.stringify(rest)}`)] };
  };
  return { quizzes: { perform }, asked };
}

function partsOf({ name, options }: Verb, request: unknown): unknown[] {
  const isParted = name === 'answer';
  if (isParted) return Object.values(request as object);
  return Object.keys(options.shape).length === 0 ? [] : [request];
}

/** Asks for the verbs one by one, as commands do. */
export interface Methods {
  start(who: Requester, options: StartOptions): Promise<Reply>;
  begin(who: Requester): Promise<Reply>;
  join(who: Requester): Promise<Reply>;
  answer(who: Requester, answer: Answer, question?: string): Promise<Reply>;
  hint(who: Requester, question?: string): Promise<Reply>;
  reveal(who: Requester, question?: string): Promise<Reply>;
  skip(who: Requester, question?: string): Promise<Reply>;
  extend(who: Requester, question?: string): Promise<Reply>;
  mine(who: Requester, question?: string): Promise<Reply>;
  stop(who: Requester): Promise<Reply>;
  resume(who: Requester): Promise<Reply>;
  lead(who: Requester): Promise<Reply>;
  status(who: Requester): Promise<Reply>;
  scores(who: Requester, season?: string): Promise<Reply>;
  report(who: Requester): Promise<Reply>;
  export(who: Requester, as: 'csv' | 'gift'): Promise<Reply>;
  import(who: Requester, text: string, as?: Format): Promise<Reply>;
  forgetMe(who: Requester): Promise<Reply>;
}

/** @param reply what a verb answers in place of its own reply */
export function methodsOf(quizzes: Quizzes, reply?: (verb: string, result: unknown) => Reply): Methods {
  const perform = (name: string, who: Requester, request: unknown): Promise<Reply> => {
    const verb = verbOf(name);
    const spoken = reply === undefined ? verb : { ...verb, reply: (result: unknown) => reply(name, result) };
    return quizzes.perform(spoken, request, who);
  };
  return {
    start: (who, options) => perform('start', who, options),
    begin: (who) => perform('begin', who, {}),
    join: (who) => perform('join', who, {}),
    answer: (who, answer, question) => perform('answer', who, { answer, question }),
    hint: (who, question) => perform('hint', who, question),
    reveal: (who, question) => perform('reveal', who, question),
    skip: (who, question) => perform('skip', who, question),
    extend: (who, question) => perform('extend', who, question),
    mine: (who, question) => perform('mine', who, question),
    stop: (who) => perform('stop', who, {}),
    resume: (who) => perform('resume', who, {}),
    lead: (who) => perform('lead', who, {}),
    status: (who) => perform('status', who, {}),
    scores: (who, season) => perform('scores', who, season),
    report: (who) => perform('report', who, {}),
    export: (who, as) => perform('export', who, { as }),
    import: (who, text, as) => perform('import', who, { text, as, replace: false, pasted: false }),
    forgetMe: (who) => perform('forget-me', who, {}),
  };
}
