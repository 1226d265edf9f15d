import { explainNonFiniteGradient, kinksOf } from '../derivation/domain.ts';
import { gradientName } from '../derivation/steps.ts';
import { formatNumber, type GraphNode } from '../expression/index.ts';
import { code, join, list, paragraph, say } from '../reply/build.ts';
import type { ReplyNode, Span } from '../reply/document.ts';
import type { Lines } from './gradient-blocks.ts';
import { checkSentence, pathSentence, pathsAddSentence, ruleSentences, stepSentence } from './meaning.ts';
import { nudgeSentence } from './nudge.ts';

/** Words beside the picture of a brief answer. */
const MAX_WORDS = 60;
const MAX_RULES = 3;
const MAX_SENTENCES = 6;

/** Words as they are read, those in code as well. */
export const wordsIn = (spans: readonly Span[]): number =>
  spans
    .map(({ text }) => text)
    .join('')
    .split(/\s+/)
    .filter((word) => word !== '').length;

/** Where there is no gradient, and where the rule has a kink. */
export function limitSentences({ graph, targets, simplified }: Lines): Span[][] {
  const sentences: Span[][] = [];
  const nonFiniteGradient = explainNonFiniteGradient(graph, targets);
  if (nonFiniteGradient) {
    const known = [...simplified].filter(([, value]) => value !== undefined);
    const equations = known.map(([target, value]) => [
      code(`${gradientName(graph, target)} = ${formatNumber(value as number)}`),
    ]);
    const first = known.length === 0 ? [] : say` Simplified first, the formula gives ${join(equations, ' and ')}.`;
    sentences.push(say`${nonFiniteGradient}${first}`);
  }
  return [
    ...sentences,
    ...kinksOf(graph)
      .slice(0, MAX_SENTENCES)
      .map(({ sentence }) => sentence),
  ];
}

/** All that there is to say of the gradients: where there is none, the rules, what they mean, and the check. */
export function fullSentences(lines: Lines): ReplyNode[] {
  const { graph, targets, into } = lines;
  const finite = finiteOf(lines);
  const rules = ruleSentences(graph, targets);
  const adding = finite.map((target) => pathsAddSentence(graph, target, into));
  const paths = finite.map((target) => pathSentence(graph, target, 2, into));
  const nudges = finite.slice(0, MAX_SENTENCES).map((target) => nudgeSentence(graph, target));
  const there = (sentences: readonly (Span[] | undefined)[]): Span[][] =>
    sentences.filter((spans) => spans !== undefined).slice(0, MAX_SENTENCES);
  const meaning = [adding, paths, nudges, [stepOf(lines)]].flatMap(there);
  return [
    ...limitSentences(lines).map(paragraph),
    ...(rules.length > 0 ? [paragraph(say`${rules.join(' ')}`)] : []),
    ...(meaning.length > 1 ? [list(meaning)] : meaning.map(paragraph)),
    ...checkOf(lines),
  ];
}

/**
 * What matters most of it: the limits and the check, then in this order as far as there is room the rules, a name used
 * more than once, what a nudge does, the path, and a step.
 *
 * @param taken words that the reply has already
 */
export function briefSentences(lines: Lines, taken: number): ReplyNode[] {
  const { graph, targets, into } = lines;
  const finite = finiteOf(lines);
  const check = checkOf(lines);
  const limits = limitSentences(lines);
  const first = limits.slice(0, 1);
  let room = MAX_WORDS - taken - [...first, ...check.map(spansOf)].reduce((sum, spans) => sum + wordsIn(spans), 0);
  const fits = (spans: Span[] | undefined): Span[][] => {
    if (spans === undefined || wordsIn(spans) > room) return [];
    room -= wordsIn(spans);
    return [spans];
  };
  const some = (of: (target: GraphNode) => Span[] | undefined): Span[] | undefined =>
    finite.map(of).find((spans) => spans !== undefined);
  const more = limits.slice(1).flatMap(fits);
  const rules = ruleSentences(graph, targets)
    .slice(0, MAX_RULES)
    .flatMap((rule) => fits(say`${rule}`));
  const adding = fits(some((target) => pathsAddSentence(graph, target, into)));
  const nudge = fits(finite[0] && nudgeSentence(graph, finite[0]));
  const path = adding.length > 0 ? [] : fits(some((target) => pathSentence(graph, target, 3, into)));
  const step = fits(stepOf(lines));
  return [
    ...[...first, ...more].map(paragraph),
    ...(rules.length > 0 ? [paragraph(join(rules, ' '))] : []),
    ...[...adding, ...path, ...nudge, ...step].map(paragraph),
    ...check,
  ];
}

const finiteOf = ({ graph, targets }: Lines): GraphNode[] =>
  targets.filter(({ id }) => Number.isFinite(graph.tape.grad[id]));

const stepOf = (lines: Lines): Span[] | undefined =>
  stepSentence(
    lines.graph,
    finiteOf(lines).filter(({ kind }) => kind === 'leaf'),
  );

function checkOf(lines: Lines): ReplyNode[] {
  const finite = finiteOf(lines);
  return finite.length > 0 ? [paragraph(checkSentence(lines.graph, finite))] : [];
}

const spansOf = (node: ReplyNode): readonly Span[] => (node.kind === 'paragraph' ? node.spans : []);
