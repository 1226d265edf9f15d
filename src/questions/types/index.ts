import { type QuestionType, TOPICS } from '../type.ts';
import { TYPE_FILES } from './files.ts';

/** Every type of question, by its number. A file that declares none that works stops the start. */
export const QUESTION_TYPES: readonly QuestionType[] = inOrder(await Promise.all(TYPE_FILES.map(load)));

async function load({ topic, name, url }: (typeof TYPE_FILES)[number]): Promise<QuestionType> {
  const type = ((await import(url.href)) as { default?: QuestionType }).default;
  const fail = (what: string): never => {
    throw new Error(`src/questions/types/${topic}/${name}.ts: ${what}`);
  };
  if (type === undefined || typeof type.generate !== 'function') return fail('its default export is no question type');
  if (type.name !== name) fail(`the type "${type.name}" belongs in ${type.name}.ts`);
  if (type.topic !== topic) fail(`a type about ${type.topic} belongs in ${type.topic}/`);
  if (!TOPICS.includes(type.topic)) fail(`there is no topic "${topic}"`);
  return type;
}

function inOrder(types: readonly QuestionType[]): QuestionType[] {
  const sorted = types.toSorted((one, other) => one.number - other.number);
  const wrong = sorted.find(({ number }, i) => number !== i + 1);
  if (wrong === undefined) return sorted;
  throw new Error(`src/questions/types: number ${wrong.number} of "${wrong.name}" is taken, or leaves a gap`);
}
