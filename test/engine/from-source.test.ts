import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { run } from '../support/program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every operation, as a method and replayed with other numbers, with its gradients. */
const PROGRAM = `
  import { arity, operationNames, value, withTape } from 'chainrule/engine';
  for (const name of operationNames) {
    withTape((tape) => {
      const [a, b] = [value(2), value(3)];
      const out = arity(name) === 1 ? a[name]() : a[name](b);
      out.backward();
      const first = [out.data, a.grad, b.grad];
      [a.data, b.data] = [0.5, 1.5];
      tape.forward(a.id, out.id);
      out.backward();
      console.log(name, ...first, out.data, a.grad, b.grad, out.op, out[name].name === name);
    });
  }`;

it('where code from text is forbidden every operation computes the same, without being compiled', async () => {
  const words = ['--input-type=module', '-e', PROGRAM];
  const compiled = await run(words, { cwd: ROOT });
  expect(compiled.stdout).toMatch(/^add 5 1 1 2 2 2 add true$/m);
  const forbidden = await run(['--disallow-code-generation-from-strings', ...words], { cwd: ROOT });
  expect(forbidden.stdout).toBe(compiled.stdout.replaceAll(/true$/gm, 'false'));
});
