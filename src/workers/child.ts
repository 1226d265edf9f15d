import { worker, workerEmit } from 'workerpool';
import type { Command } from '../command/define.ts';
import type { Values } from '../command/line-reader.ts';
import { loadCommand } from '../command/registry.ts';
import { withRemedy } from '../command/remedy.ts';
import { UserError } from '../errors.ts';
import type { Format } from '../questions/formats/formats.ts';
import type { Wanted } from '../questions/make.ts';
import type { Answer, Question } from '../questions/question.ts';
import type { Equation, Picture, Reply, Theme, TypesetEquation } from '../reply/document.ts';
import type { Job, Outcome } from './pool.ts';
import { lastOf } from './progress.ts';

const [folder] = process.argv.slice(2);

/** Cards of a graph whose layout is found at once. */
const SMALL_GRAPH = 30;

// Modules are loaded when they are needed, so that a process that replaces another is ready soon.
worker({
  run: (job: Job) => attempt(() => run(job)),
  answer: (job: Job, theme: Theme, charts: boolean) =>
    attempt(async () => {
      const reply = await run(job);
      return { reply, pictures: await drawSmall(reply, theme, charts) };
    }),
  make: (wanted: Wanted) => attempt(async () => (await import('../questions/make.ts')).makeQuestion(wanted)),
  stepQuestions: (formula: string) =>
    attempt(async () => (await import('../learning/step/questions.ts')).stepQuestions(formula)),
  // What is undefined here comes as null through the channel between processes.
  readQuestions: (text: string, format: Format | null) =>
    attempt(async () => (await import('../questions/formats/read.ts')).readQuestions(text, format ?? undefined)),
  grade: (question: Question, answer: Answer) =>
    attempt(async () => (await import('../questions/grading/grade.ts')).grade(question, answer)),
  draw,
  typeset: async (equations: readonly Equation[]): Promise<TypesetEquation[]> => {
    const { inlineEquations } = await import('../pictures/formulas/inline.ts');
    return inlineEquations(equations);
  },
  typesetInText: async (formulas: readonly string[]): Promise<(string | null)[]> => {
    const { formulasInText } = await import('../pictures/formulas/inline.ts');
    return formulasInText(formulas);
  },
});

async function run({ name, values, files = {} }: Job): Promise<Reply> {
  const command = await loadCommand(name, folder === undefined ? undefined : new URL(folder));
  if (command?.run === undefined) throw new Error(`there is no command "${name}" to run`);
  const { run } = command;
  try {
    const answer = run(values, { files });
    return 'nodes' in answer ? answer : await lastOf(answer, workerEmit);
  } catch (error) {
    throw error instanceof UserError
      ? withRemedy(error, command, values as Values, (v) => begin(run, v, files))
      : error;
  }
}

/** The pictures of a reply that are soon drawn, by their names, in base64: they need no way of their own. */
async function drawSmall({ nodes }: Reply, theme: Theme, charts: boolean): Promise<Record<string, string>> {
  const drawn: Record<string, string> = {};
  for (const node of nodes) {
    if (node.kind !== 'picture' || !isSmall(node.drawing, charts)) continue;
    try {
      drawn[node.name] = await draw(node, theme);
    } catch {
      // It is asked for again, and what is wrong is said then.
    }
  }
  return drawn;
}

const isSmall = (drawing: Picture['drawing'], charts: boolean): boolean =>
  drawing.type === 'graph' ? drawing.cards.length <= SMALL_GRAPH : charts && drawing.type === 'chart';

async function draw(picture: Picture, theme: Theme): Promise<string> {
  const { drawLocally } = await import('../pictures/draw.ts');
  return Buffer.from(await drawLocally(picture, theme)).toString('base64');
}

/** Does as much of a command's work as shows that it can be done. */
function begin(run: NonNullable<Command['run']>, values: Values, files: Job['files'] = {}): void {
  const answer = run(values, { files });
  if (!('nodes' in answer)) answer.next();
}

/** What the work gives, or what the person should do instead. */
async function attempt<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: 'done', value: await work() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, code, hint, where, correction, choices, option, remedies, again } = error;
    return {
      kind: 'refusal',
      message,
      code,
      hint,
      where,
      correction,
      choices: [...choices],
      option,
      remedies: [...remedies],
      again,
    };
  }
}
