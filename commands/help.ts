import { z } from 'zod';
import { type Command, defineCommand } from '../src/command/define.ts';
import { type Group, groupsOf } from '../src/command/group.ts';
import { usageLine, usageOptions } from '../src/command/usage.ts';
import { UserError } from '../src/errors.ts';
import { buttons, code, heading, list, paragraph, say, withCode } from '../src/reply/build.ts';
import type { Reply, ReplyNode, Span } from '../src/reply/document.ts';
import { capitalize, nearest, shorten } from '../src/text.ts';
import { type Entry, entryAskedFor, findEntry, GLOSSARY, SPELLINGS } from '../src/tutor/glossary/index.ts';

const MOST_NEAR = 3;
/** So many examples stand in the help of a command; with more, `/help train examples` has all. */
const MOST_EXAMPLES = 10;
/** What people say behind "help" who want any. */
const FOR_HELP = /^\s*(?:(?:me|please|us|with this|here)[\s,]*)*[!?.]*$/i;

export default defineCommand({
  name: 'help',
  summary: 'What there is to ask, and how; and what a word means',
  text: 'command',
  phrase: (typed) => (/^help[!?.]+$/i.test(typed) ? '' : entryAskedFor(typed)?.term),
  private: true,
  options: z.strictObject({
    command: z
      .string()
      .max(80)
      .optional()
      .describe('a command, or a word such as chain rule')
      .meta({ namesCommand: true, suggestions: GLOSSARY.map(({ term }) => term) }),
  }),
  examples: [
    ['/help', 'all commands'],
    ['/help train', 'one command with its options'],
    ['/help chain rule', 'a word, in three sentences'],
  ],
  answer({ command: typed }, commands) {
    const name = (typed ?? '').trim().toLowerCase().replace(/^\//, '').replace(/\s+/g, ' ');
    const command = commands.find((candidate) => candidate.name === name);
    // Whoever says "help me" may want any.
    if (command !== undefined && FOR_HELP.test(name)) return { nodes: [...explain(command).nodes, ALL] };
    if (typed === undefined || FOR_HELP.test(typed)) return overview(commands);
    if (command !== undefined) return explain(command);
    const shown = commands.find((candidate) => name === `${candidate.name} examples`);
    if (shown !== undefined) return { nodes: [heading(`Examples of /${shown.name}`), examplesOf(shown)] };
    const group = groupsOf(commands).find((candidate) => candidate.name === name);
    if (group !== undefined) return listed(group);
    const entry = findEntry(name) ?? entryAskedFor(name);
    if (entry !== undefined) return explainWord(entry);
    throw unknown(name, commands);
  },
});

const ALL = buttons({ label: 'All commands', command: '/help' });

function unknown(name: string, commands: readonly Command[]): UserError {
  const code = 'E_UNKNOWN_COMMAND';
  const groups = groupsOf(commands).map((group) => group.name);
  const near = nearest(name, [...groups, ...commands.map((command) => command.name)]);
  if (near !== undefined) {
    const remedies = [`/help ${near}`];
    return new UserError(`There is no command \`/${shorten(name)}\`.`, {
      code,
      hint: `Did you mean \`/help ${near}\`?`,
      remedies,
    });
  }
  const words = nearWords(name);
  return new UserError(`I know no command and no word \`${shorten(name)}\`.`, {
    code,
    hint: words[0]
      ? `Did you mean \`/help ${words[0]}\`?`
      : `The commands are ${groups.map((known) => `\`/${known}\``).join(', ')}.`,
    remedies: words.length > 0 ? words.map((word) => `/help ${word}`) : ['/help'],
  });
}

/** The words in the glossary that are spelled like it, and those that share the most words with it. */
function nearWords(typed: string): string[] {
  const like = typed.length > 3 ? nearest(typed, SPELLINGS.keys()) : undefined;
  const parts = typed.split(' ').filter((part) => part.length > 3);
  const shared = (spelling: string): number =>
    spelling.split(' ').filter((word) => parts.some((part) => nearest(part, [word]) !== undefined)).length;
  const common = [...SPELLINGS.keys()].filter((spelling) => shared(spelling) > 0);
  const ranked = common.toSorted((a, b) => shared(b) - shared(a));
  const found = [...(like === undefined ? [] : [like]), ...ranked].map((spelling) => SPELLINGS.get(spelling)?.term);
  return [...new Set(found)].filter((term) => term !== undefined).slice(0, MOST_NEAR);
}

function explainWord({ term, text, example }: Entry): Reply {
  // What is written in code, such as tanh, is so at the start of its first sentence, too.
  const title = text.replace('`', '').startsWith(term) ? term : capitalize(term);
  return { nodes: [heading(title), paragraph(withCode(text)), buttons({ label: example, command: example })] };
}

/** In the order in which a newcomer should try them: the commands' own first examples. */
function overview(commands: readonly Command[]): Reply {
  const groups = groupsOf(commands);
  const others = groups.filter(({ name }) => name !== 'help');
  const ordered = [...others, ...groups.filter(({ name }) => name === 'help')];
  return {
    nodes: [
      heading('Chainrule explains backpropagation'),
      list(ordered.map(item)),
      paragraph(
        say`Type ${code('/help train')} for the options of a command, and ${code('/help chain rule')} for a word. A formula alone, such as ${code('a*b+c')}, is enough. To begin with:`,
      ),
      buttons(
        ...others.flatMap(firstExamples).map(([line, shows]) => ({
          label: shows,
          command: line,
        })),
      ),
    ],
  };
}

/** A command in the overview; of several with one first word, the first. */
function item({ name, split, summary, commands: [first] }: Group): Span[] {
  if (split) return say`${code(`/${name}`)} ${summary}, and more: ${code(`/help ${name}`)}.`;
  return first === undefined ? [] : say`${code(usageLine(first))} ${ended(summary)}`;
}

/** Two examples to press: of what only answers, so that nobody starts something for everybody by trying. */
const firstExamples = ({ commands }: Group): Command['examples'] =>
  (commands.find(({ run }) => run !== undefined)?.examples ?? []).slice(0, 2);

function listed({ name, commands }: Group): Reply {
  return {
    nodes: [
      heading(`/${name}`),
      list(commands.map((command) => say`${code(usageLine(command))} ${ended(command.summary)}`)),
      paragraph(say`Type ${code(`/help ${commands[0]?.name ?? name}`)} for the options of one of them.`),
    ],
  };
}

function explain(command: Command): Reply {
  const options = usageOptions(command);
  return {
    nodes: [
      heading(usageLine(command)),
      paragraph(say`${ended(command.summary)}`),
      ...(options.length > 0
        ? [list(options.map(({ written, description }) => say`${code(written)} ${description}`))]
        : []),
      ...(options.length > 0
        ? [
            paragraph(
              say`Options may also be written ${code('name=value')}, and a switch is turned off by ${code('--no-')}.`,
            ),
          ]
        : []),
      paragraph(say`Examples:`),
      examplesOf(command, MOST_EXAMPLES),
      ...(command.examples.length > MOST_EXAMPLES
        ? [buttons({ label: 'More examples', command: `/help ${command.name} examples` })]
        : []),
    ],
  };
}

const examplesOf = ({ examples }: Command, most = examples.length): ReplyNode =>
  list(examples.slice(0, most).map(([line, shows]) => say`${code(line)} ${shows}`));

/** As a sentence: one that asks has its sign already. */
const ended = (summary: string): string => (/[.?!]$/.test(summary) ? summary : `${summary}.`);
