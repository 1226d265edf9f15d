import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import type { ReplyNode } from '../../../reply/document.ts';
import { lineToMarkdown, toMarkdown } from '../../markup/to-markdown.ts';
import { toNodes, withLatex } from '../../markup.ts';
import type { Option, Question, Typed } from '../../question.ts';
import { keepsOrder } from '../answers-of.ts';
import { lineOf } from '../texts.ts';
import { own } from '../written.ts';

/** Questions in YAML, as `/quiz import` reads them. */
export const toYaml = (questions: readonly Question[]): string =>
  questions.map((question) => stringify([yamlOf(question)], { lineWidth: 0 })).join('\n');

type Entry = Readonly<Record<string, unknown>>;

/** How the texts of a question are written. */
interface Writer {
  readonly nodes: (nodes: readonly ReplyNode[]) => string;
  readonly line: (text: string) => string;
}
const OWN: Writer = { nodes: withLatex, line: (text) => text };
const MARKDOWN: Writer = { nodes: toMarkdown, line: lineToMarkdown };

function yamlOf(question: Question): Entry {
  const { title, topic, prompt, picture, options, typed, level, hint, explanation } = question;
  const isOwn =
    [prompt, hint, explanation].every((nodes) => isDeepStrictEqual(toNodes(withLatex(nodes)), nodes)) &&
    linesOf(question).every((text) => lineOf(own(text)).text === text);
  const write = isOwn ? OWN : MARKDOWN;
  return {
    ...(title !== undefined && { title }),
    ...(topic !== undefined && { topic }),
    ...(!isOwn && { format: 'markdown' }),
    prompt: write.nodes(prompt),
    ...(picture && { picture }),
    ...answersYaml(options, typed, write),
    ...(keepsOrder(question) && { shuffle: false }),
    ...(level > 1 && { level }),
    ...(hint.length > 0 && { hint: write.nodes(hint) }),
    ...(explanation.length > 0 && { explanation: write.nodes(explanation) }),
  };
}

/** All texts that are one line. */
function linesOf({ options, typed }: Question): string[] {
  const answers = [...options, ...(typed && 'traps' in typed ? typed.traps : [])].flatMap(({ text, feedback }) => [
    text,
    ...(feedback ? [feedback] : []),
  ]);
  return typed?.kind === 'pairs' ? [...answers, ...typed.left, ...typed.right] : answers;
}

function answersYaml(options: readonly Option[], typed: Typed | undefined, write: Writer): Entry {
  const optionYaml = ({ text, right, ...about }: Option): Entry => ({
    [right ? 'right' : 'wrong']: write.line(text),
    ...remarks(about, write),
  });
  switch (typed?.kind) {
    case 'number':
    case 'words': {
      const wrong = options.filter(({ right }) => !right);
      // In the order of the traps that they are.
      const shown = wrong
        .map((option) => ({ option, at: typed.traps.findIndex(({ text }) => text === option.text) }))
        .sort((a, b) => a.at - b.at)
        .map(({ option }) => option);
      // The first with an option's text is that option.
      const isOption = (i: number): boolean =>
        wrong.some(({ text }) => typed.traps.findIndex((trap) => trap.text === text && (trap.weight ?? 0) < 1) === i);
      const others = typed.traps.filter((_, i) => !isOption(i));
      const traps = others.map(({ text, tolerance, ...about }) => ({
        text,
        ...(tolerance !== undefined && { tolerance }),
        ...remarks(about, write),
      }));
      return {
        ...(typed.kind === 'number'
          ? { number: typed.value, ...(typed.tolerance > 0 && { tolerance: typed.tolerance }) }
          : { accept: typed.accepted, ...(typed.wildcards && { wildcards: true }) }),
        ...(shown.length > 0 && { options: shown.map(optionYaml) }),
        ...(traps.length > 0 && { traps }),
      };
    }
    case 'pairs': {
      const others = typed.right.filter((_, i) => !typed.key.includes(i));
      return {
        pairs: typed.left.map((left, i) => [write.line(left), write.line(typed.right[typed.key[i] ?? -1] ?? '')]),
        ...(others.length > 0 && { others: others.map(write.line) }),
      };
    }
    default:
      return { options: options.map(optionYaml) };
  }
}

const remarks = ({ weight, feedback, bugs }: Pick<Option, 'weight' | 'feedback' | 'bugs'>, write: Writer): Entry => ({
  ...(weight !== undefined && { weight }),
  ...(feedback && { feedback: write.line(feedback) }),
  ...(bugs.length > 0 && { misconception: bugs.join(' | ') }),
});
