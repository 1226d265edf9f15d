import type { Question } from '../../src/questions/question.ts';
import { toText } from '../../src/reply/text.ts';

/** What a prompt's code says, read with nothing of the project: JavaScript computes the formulas. */
export interface Prompt {
  readonly leaves: ReadonlyMap<string, number>;
  /** `name = formula`, in order. */
  readonly formulas: readonly (readonly [name: string, formula: string])[];
  readonly lines: readonly string[];
  readonly question: string;
}

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:e-?\d+)?`;
const LEAF = new RegExp(`^(\\w+) = (${NUMBER})$`);

export function readPrompt({ prompt }: Question): Prompt {
  const [block] = prompt;
  if (block?.kind !== 'code') throw new Error('the first node of a prompt is code');
  const lines = block.text.split('\n');
  const leaves = new Map<string, number>();
  const formulas: [string, string][] = [];
  for (const line of lines) {
    const parts = line.split(', ').map((part) => LEAF.exec(part));
    if (parts.every((part) => part !== null)) for (const part of parts) leaves.set(part[1] as string, Number(part[2]));
    else {
      const found = /^(\w+) = ([^=]+?)(?: = \S+)?$/.exec(line);
      if (found && !line.startsWith('#')) formulas.push([found[1] as string, found[2] as string]);
    }
  }
  return { leaves, formulas, lines, question: toText({ nodes: prompt.slice(1) }) };
}

const compiled = new Map<string, (values: ReadonlyMap<string, number>) => number>();

const FUNCTIONS = {
  tanh: Math.tanh,
  relu: (x: number) => Math.max(0, x),
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
};

function compileWith(body: string): (values: ReadonlyMap<string, number>) => number {
  const build = new Function(...Object.keys(FUNCTIONS), `return (v) => ${body};`);
  return build(...Object.values(FUNCTIONS));
}

/** A formula of the quiz as JavaScript. */
export function compute(formula: string, values: ReadonlyMap<string, number>): number {
  let run = compiled.get(formula);
  if (run === undefined) {
    const body = formula
      .replace(/[a-zA-Z]\w*(?!\w|\()/g, (name) => `v.get('${name}')`)
      .replaceAll('^', '**')
      // JavaScript has no -x**2: a minus in front is a factor.
      .replace(/(^|\()-/g, '$1-1*');
    run = compileWith(body);
    compiled.set(formula, run);
  }
  return run(values);
}

/** The value of `output`, with the value of `moved` changed by `by` wherever it is used. */
export function outputOf({ leaves, formulas }: Prompt, output: string, moved?: string, by = 0): number {
  const values = new Map(leaves);
  if (moved !== undefined && values.has(moved)) values.set(moved, (values.get(moved) as number) + by);
  for (const [name, formula] of formulas) {
    values.set(name, compute(formula, values) + (name === moved ? by : 0));
  }
  return values.get(output) as number;
}

const H = 1e-5;

/** d output / d name by central differences. */
export const slopeOf = (prompt: Prompt, output: string, name: string): number =>
  (outputOf(prompt, output, name, H) - outputOf(prompt, output, name, -H)) / (2 * H);
