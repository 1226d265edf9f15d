import { describe, expect, it } from 'vitest';
import { operation, operationNames } from '../../src/engine/index.ts';
import type { FileNode } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';
import { answer, say } from '../commands/run.ts';
import reference from '../engine/reference-values.json' with { type: 'json' };
import { NO_PYTHON, runPython } from '../support/python.ts';

const scriptOf = (line: string): string =>
  answer(line).nodes.find((node): node is FileNode => node.kind === 'file')?.text ?? '';

describe.skipIf(NO_PYTHON !== undefined)(
  `in Python a derivation comes out as here${NO_PYTHON ? `: ${NO_PYTHON}` : ''}`,
  () => {
    it.each([
      ['/grad a*b+c a=2 b=-3 c=10', ['L = 4.0', 'dL/da = -3.0', 'dL/db = 2.0', 'dL/dc = 1.0']],
      ['/grad L=d*f; d=e+c; e=a*b; a=2; b=-3; c=10; f=-2 --wrt a,d', ['L = -8.0', 'dL/da = 6.0', 'dL/dd = -2.0']],
      ['/grad y=(a+b)*(b+1) a=2 b=1', ['y = 6.0', 'dy/da = 2.0', 'dy/db = 5.0']],
      ['/grad x^2 + 2^x + x^x at x=2', ['dL/dx = 13.5451']],
      ['/grad 1/x - (3-x)^3/2 x=-1', ['dL/dx = 23.0']],
      ['/grad x^0 + x x=0', ['dL/dx = 1.0']],
      ['/grad max(a, b) a=2 b=2', ['dL/da = 0.5', 'dL/db = 0.5']],
      ['/grad lambda*in + x₁ lambda=2 in=3 x₁=1', ['dL/dlambda_ = 3.0', 'dL/din_ = 2.0', 'dL/dx1 = 1.0']],
      ['/grad pi*r^2*log(2) + e^r r=2', ['dL/dr = 16.099']],
      ['/grad relu(x) + abs(x) + max(2, x) x=0', ['dL/dx = 0.0']],
      ['/grad w/(w*b) w=3 b=7', ['dL/dw = ']],
      ['/grad L = a a=5', ['L = 5.0', 'dL/da = 1.0']],
      [`/grad ${Array.from({ length: 900 }, () => 'a').join('+')} a=1`, ['dL/da = 900.0']],
      ['/grad tanh(w*x+b)', ['dL/dw = ']],
      ['/grad sigmoid(x)*tanh_by_exp(y)*gelu(z)*softplus(u)', ['dL/dx = ']],
    ])('%s', async (line, printed) => {
      const { stdout, stderr, code } = await runPython(scriptOf(`${line} --as python`));
      expect([stderr, code]).toEqual(['', 0]);
      for (const start of printed) expect(stdout.split('\n').some((text) => text.startsWith(start))).toBe(true);
    });

    it('for every operation, where there are reference values', async () => {
      const rows: Readonly<Record<string, readonly (readonly number[])[]>> = reference.operations;
      const scripts: [line: string, script: string][] = [];
      for (const name of operationNames) {
        const { symbol, form, local } = operation(name);
        const binary = local.length > 1;
        const formula =
          form === 'function' ? `${symbol}(x${binary ? ', y' : ''})` : binary ? `x ${symbol} y` : `${symbol}x`;
        const lines = (rows[name] ?? []).map(
          ([a, b]) => `/grad ${formula} --at "x=${a}${binary ? ` y=${b}` : ''}" --as python`,
        );
        const written = lines
          .map((line) => [line, scriptOf(line)] as [string, string])
          .filter(([, script]) => script !== '');
        expect([name, written.length > 2]).toEqual([name, true]);
        scripts.push(...written);
      }
      const all = `import json
for line, script in json.loads(${JSON.stringify(JSON.stringify(scripts))}):
    try:
        exec(script, {"print": lambda *_: None})
    except Exception as error:
        print(line, repr(error))
`;
      const { stdout, stderr } = await runPython(all);
      expect([stdout, stderr]).toEqual(['', '']);
    });
  },
);

describe('/grad --as python', () => {
  it('shows the part about the formula, and has the rest in a file', () => {
    expect(say('/grad L=(a*b+c)*f a=2 b=-3 c=10 f=-2 --as python')).toMatchInlineSnapshot(`
      "a = Value(2.0)
      b = Value(-3.0)
      c = Value(10.0)
      f = Value(-2.0)

      L = (a * b + c) * f
      L.backward()

      print("L =", L.data)
      print("dL/da =", a.grad)
      print("dL/db =", b.grad)
      print("dL/dc =", c.grad)
      print("dL/df =", f.grad)

      This is what \`grad.py\` does with the formula. The file also has the article's class \`Value\` with its operations, and a check that the gradients are the same as here. Run it with \`python3 grad.py\`. It needs Python 3 and nothing else.

      [grad.py]

      → As text: /grad L=(a*b+c)*f a=2 b=-3 c=10 f=-2
      → As formulas: /grad L=(a*b+c)*f a=2 b=-3 c=10 f=-2 --as formulas
      → As LaTeX: /grad L=(a*b+c)*f a=2 b=-3 c=10 f=-2 --as latex
      → Check my derivation: /check --of "L=(a*b+c)*f a=2 b=-3 c=10 f=-2" "…""
    `);
  });

  it('says which values it chose', () => {
    const reply = answer('/grad a*b+c b=4 --as python');
    expect(toText(reply)).toContain('Not every name has a value, so I chose `a=2` `c=10`.');
    expect(scriptOf('/grad a*b+c b=4 --as python')).toContain(
      '# Chainrule chose a, c: they have no value in the question.\na = ',
    );
  });

  it.each([
    ['/grad log(x) x=-1 --as python', 'It stops at `L = log(x)` with `x = -1`: log needs a number above 0.'],
    ['/grad sqrt(x) x=0 --as python', 'sqrt'],
    ['/grad x^n x=-3 n=2 --as python', 'n'],
  ])('%s has no script, and says why', (line, why) => {
    expect(scriptOf(line)).toBe('');
    expect(say(line)).toContain(why);
    expect(say(line)).toContain('Python stops there as well, so there is no script.');
  });
});
