import { readdir } from 'node:fs/promises';
import { type ActContext, type Command, defineCommand } from '../command/define.ts';
import type { QuizServices } from './services.ts';
import { isVerb, type Verb } from './verb.ts';

/** Where the verbs live: one file each. */
const VERBS = new URL('verbs/', import.meta.url);

/** A verb with the command by which it is called. */
export interface VerbCommand {
  readonly verb: Verb;
  readonly command: Command;
}

/**
 * Loads every verb of a folder, in their order.
 *
 * @throws Error that names the file, for one that does not declare a working verb: the start stops there
 */
export async function loadVerbs(folder = VERBS): Promise<VerbCommand[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const loaded = await Promise.all(files.map((file) => loadFile(file, folder)));
  const orderOf = ({ verb }: VerbCommand): number => verb.order ?? Number.MAX_SAFE_INTEGER;
  return loaded.toSorted((a, b) => orderOf(a) - orderOf(b));
}

async function loadFile(file: string, folder: URL): Promise<VerbCommand> {
  try {
    const verb = ((await import(new URL(file, folder).href)) as { default?: unknown }).default;
    if (!isVerb(verb)) throw new Error('its default export must come from defineVerb');
    if (`${verb.name}.ts` !== file) throw new Error(`the verb "${verb.name}" belongs in ${verb.name}.ts`);
    return { verb, command: commandOf(verb) };
  } catch (error) {
    throw new Error(`verbs/${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function commandOf(verb: Verb): Command {
  const { summary, options, text, private: alone, examples } = verb;
  const declaration = {
    name: `quiz ${verb.name}`,
    summary,
    options,
    examples,
    ...(text !== undefined && { text }),
    ...(alone !== undefined && { private: alone }),
  };
  return defineCommand({
    ...declaration,
    ...(verb.run !== undefined && { run: verb.run }),
    act: async (values, { services, who, files }: ActContext<QuizServices>) => {
      const request = verb.read === undefined ? values : verb.read(values, files);
      return verb.form?.(values) ?? services.quizzes.perform(verb, request, who);
    },
  });
}
