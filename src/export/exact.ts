/** Where each function of Python's library stands that may give another last digit than ours, and what takes its place. */
const EXACT: Readonly<Record<string, string>> = {
  // x = k ln 2 + r, and e^r from a quotient: fdlibm, e_exp.c, by Sun Microsystems 1993; see `engine/compile/rule.ts`.
  exp: `
def exp(x):
    if x > 709.782712893384:
        raise OverflowError("math range error")
    if abs(x) < 2**-28 or x == 1:
        return math.e if x == 1 else 1 + x
    near = abs(x) < 0.3465735912322998
    k = 0 if near else int(1.4426950408889634 * x + math.copysign(0.5, x))
    high, low = x - k * 0.6931471803691238, k * 1.9082149292705877e-10
    r = high - low
    t = r * r
    c = t * (-1.6533902205465252e-06 + t * 4.1381367970572385e-08)
    c = t * (-0.0027777777777015593 + t * (6.613756321437934e-05 + c))
    c = r - t * (0.16666666666666602 + c)
    return math.ldexp(1 - (low - r * c / (2 - c) - high), k)`,
  // From the nearest entry of a table by the addition theorem; see `engine/tanh.ts`.
  tanh: `
TANH = [math.tanh(i / 16) for i in range(307)]


def tanh(x):
    size = abs(x)
    if size >= 19.07:
        return math.copysign(1.0, x)
    i = int(16 * size + 0.5)
    a, b = TANH[i], size - i / 16
    t = b * b
    c = b * (1 + t * (-1 / 3 + t * (2 / 15 + t * (-17 / 315 + t * (62 / 2835)))))
    return math.copysign(a + (1 - a * a) * c / (1 + a * c), x)`,
};

/** Of the loss alone: no gradient depends on its last digit. */
const HARMLESS = ['log', 'isfinite', 'isclose'];

const functionsIn = (text: string): string[] => [...text.matchAll(/math\.(\w+)\(/g)].map(([, name = '']) => name);

/** Can code of these functions be made the same to the last bit? */
export const canBeExact = (lines: readonly string[]): boolean =>
  functionsIn(lines.join('\n')).every((name) => HARMLESS.includes(name) || name in EXACT);

/** The functions of {@link EXACT} that some code needs, as Python. */
export function exactFunctions(lines: readonly string[]): string[] {
  const needed = [...new Set(functionsIn(lines.join('\n')))].filter((name) => name in EXACT);
  if (needed.length === 0) return [];
  return [
    '# In this run a difference in the last digit grows, until the loss is another one. So',
    `# ${needed.join(' and ')} of Python's library, whose last digit may differ, ${needed.length === 1 ? 'is' : 'are'} computed here as in Chainrule.`,
    ...needed.flatMap((name, i) => [...(i > 0 ? ['', ''] : []), ...(EXACT[name] ?? '').trim().split('\n')]),
  ];
}

/** The same code with these functions in place of the library's. */
export const withExact = (lines: readonly string[]): string[] =>
  lines.map((line) => line.replace(/math\.(\w+)\(/g, (call, name) => (name in EXACT ? `${name}(` : call)));
