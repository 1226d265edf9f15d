import { z } from 'zod';
import { type Command, defineCommand } from '../src/command/define.ts';
import { usageLine, usageOptions } from '../src/command/usage.ts';
import { UserError } from '../src/errors.ts';
import { buttons, code, heading, list, paragraph, say } from '../src/reply/build.ts';
import type { Reply } from '../src/reply/document.ts';
import { nearest } from '../src/text.ts';

export default defineCommand({
  name: 'help',
  summary: 'What there is to ask, and how',
  text: 'command',
  private: true,
  options: z.strictObject({
    command: z.string().max(40).optional().describe('a command to explain').meta({ namesCommand: true }),
  }),
  examples: [
    ['/help', 'all commands'],
    ['/help train', 'one command with its options'],
  ],
  run({ command: typed }, { commands }) {
    if (typed === undefined) return overview(commands);
    const name = typed.trim().toLowerCase().replace(/^\//, '');
    const command = commands.find((candidate) => candidate.name === name);
    if (command !== undefined) return explain(command);
    const names = commands.map((candidate) => candidate.name);
    const near = nearest(name, names);
    throw new UserError(`There is no command \`/${name}\`.`, {
      hint: near
        ? `Did you mean \`/help ${near}\`?`
        : `The commands are ${names.map((known) => `\`/${known}\``).join(', ')}.`,
    });
  },
});

/** In the order in which a newcomer should try them: the commands' own first examples. */
function overview(commands: readonly Command[]): Reply {
  const others = commands.filter(({ name }) => name !== 'help');
  const ordered = [...others, ...commands.filter(({ name }) => name === 'help')];
  return {
    nodes: [
      heading('Chainrule explains backpropagation'),
      list(ordered.map((command) => say`${code(usageLine(command))} ${command.summary}.`)),
      paragraph(say`Type ${code('/help train')} for the options of a command. To begin with:`),
      buttons(
        ...others
          .flatMap(({ examples }) => examples.slice(0, 2))
          .map(([line, shows]) => ({ label: shows, command: line })),
      ),
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
