import { z } from 'zod';
import { type Command, defineCommand } from '../src/command/define.ts';
import { type Group, groupsOf } from '../src/command/group.ts';
import { usageLine, usageOptions } from '../src/command/usage.ts';
import { UserError } from '../src/errors.ts';
import { buttons, code, heading, list, paragraph, say } from '../src/reply/build.ts';
import type { Reply, Span } from '../src/reply/document.ts';
import { nearest, shorten } from '../src/text.ts';

export default defineCommand({
  name: 'help',
  summary: 'What there is to ask, and how',
  text: 'command',
  private: true,
  options: z.strictObject({
    command: z.string().max(80).optional().describe('a command to explain').meta({ namesCommand: true }),
  }),
  examples: [
    ['/help', 'all commands'],
    ['/help train', 'one command with its options'],
  ],
  answer({ command: typed }, commands) {
    if (typed === undefined) return overview(commands);
    const name = typed.trim().toLowerCase().replace(/^\//, '').replace(/\s+/g, ' ');
    const command = commands.find((candidate) => candidate.name === name);
    if (command !== undefined) return explain(command);
    const groups = groupsOf(commands);
    const group = groups.find((candidate) => candidate.name === name);
    if (group !== undefined) return listed(group);
    const names = groups.map((candidate) => candidate.name);
    const near = nearest(name, [...names, ...commands.map((candidate) => candidate.name)]);
    throw new UserError(`There is no command \`/${shorten(name)}\`.`, {
      code: 'E_UNKNOWN_COMMAND',
      hint: near
        ? `Did you mean \`/help ${near}\`?`
        : `The commands are ${names.map((known) => `\`/${known}\``).join(', ')}.`,
    });
  },
});

/** In the order in which a newcomer should try them: the commands' own first examples. */
function overview(commands: readonly Command[]): Reply {
  const groups = groupsOf(commands);
  const others = groups.filter(({ name }) => name !== 'help');
  const ordered = [...others, ...groups.filter(({ name }) => name === 'help')];
  return {
    nodes: [
      heading('Chainrule explains backpropagation'),
      list(ordered.map(item)),
      paragraph(say`Type ${code('/help train')} for the options of a command. To begin with:`),
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
  return first === undefined ? [] : say`${code(usageLine(first))} ${summary}.`;
}

/** Two examples to press: of what only answers, so that nobody starts something for everybody by trying. */
const firstExamples = ({ commands }: Group): Command['examples'] =>
  (commands.find(({ run }) => run !== undefined)?.examples ?? []).slice(0, 2);

function listed({ name, commands }: Group): Reply {
  return {
    nodes: [
      heading(`/${name}`),
      list(commands.map((command) => say`${code(usageLine(command))} ${command.summary}.`)),
      paragraph(say`Type ${code(`/help ${commands[0]?.name ?? name}`)} for the options of one of them.`),
    ],
  };
}

function explain(command: Command): Reply {
  const options = usageOptions(command);
  return {
    nodes: [
      heading(usageLine(command)),
      paragraph(say`${command.summary}.`),
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
      list(command.examples.map(([line, shows]) => say`${code(line)} ${shows}`)),
    ],
  };
}
