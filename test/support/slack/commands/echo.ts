import { z } from 'zod';
import { defineCommand } from '../../../../src/command/define.ts';
import { buttons, code, codeBlock, heading, list, paragraph, say, strong, table } from '../../../../src/reply/build.ts';

/** Says a text back in every place where a text can stand. */
export default defineCommand({
  name: 'echo',
  summary: 'Says it back',
  text: 'text',
  options: z.strictObject({ text: z.string().max(6000).describe('what to say') }),
  examples: [['/echo hello', 'hello, everywhere']],
  run: ({ text }) => ({
    nodes: [
      heading(text),
      paragraph(say`Plain ${text}, code ${code(text)} and strong ${strong(text)}.`),
      list([say`${text}`, say`${code(text)}`]),
      codeBlock(text),
      table(['what', 'text'], [['it', text]]),
      buttons({ label: text, command: `/echo ${text}` }),
    ],
  }),
});
