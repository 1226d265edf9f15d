import { z } from 'zod';
import { defineCommand } from '../../../../src/command/define.ts';
import { buttons, code, codeBlock, heading, list, paragraph, say, strong, table } from '../../../../src/reply/build.ts';

/** Says again what it was told, in every way there is. */
export default defineCommand({
  name: 'echo',
  summary: 'Says it again',
  text: 'text',
  options: z.strictObject({
    text: z.string().max(5000).describe('what to say again'),
    times: z.int().min(1).max(200).default(1).describe('how often'),
  }),
  examples: [['/echo hello', 'hello, in every way']],
  run({ text, times }) {
    const once = [
      heading(text),
      paragraph(say`${text} ${code(text)} ${strong(text)}`),
      list([say`${text}`]),
      codeBlock(text),
      table(['what'], [[text]]),
    ];
    const nodes = Array.from({ length: times }, () => once).flat();
    return { nodes: [...nodes, buttons({ label: text, command: `/echo ${text}` })] };
  },
});
