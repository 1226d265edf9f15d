import type { Button, ReplyNode } from '../../reply/document.ts';
import { toText } from '../../reply/text.ts';

/** How replies use words that they seldom use and that are explained: these are asked about first. */
const RARE: readonly (readonly [term: string, seen: RegExp])[] = [
  ['math range error', /math range error/i],
  ['kink', /\bkink/i],
  ['dead neuron', /\bdead\b/i],
  ['plateau', /\bplateau/i],
  ['vanishing gradient', /vanish/i],
  ['saturation', /saturat/i],
  ['zero_grad', /\bstale\b|never (?:zeroed|reset)/i],
  ['sum over paths', /paths: add/i],
  ['accumulate', /`\+=`/i],
  ['overfitting', /\boverfit/i],
  ['Adam', /\bAdam\b/],
  ['RMSprop', /\bRMSprop\b/],
  ['Adagrad', /\bAdagrad\b/],
  ['Nesterov momentum', /\bNesterov\b/],
  ['weight decay', /weight decay/i],
  ['gradient clipping', /\bclipping\b/i],
  ['initialization', /\binitialization\b/i],
  ['momentum', /\bmomentum\b/i],
  ['decision boundary', /\bboundary\b/i],
];

/** The same for what nearly every reply uses. */
const COMMON: typeof RARE = [
  ['upstream gradient', /upstream/i],
  ['learning rate', /learning rate|\blr\b/i],
  ['numerical check', /numerical check/i],
];

/**
 * The words that a reply uses in its sentences, to be explained at a press: a short one has one at most, and a rare one.
 *
 * @param first a word to begin with, whatever the sentences say
 */
export function wordButtons(nodes: readonly ReplyNode[], detail: 'brief' | 'full', first?: string): Button[] {
  const prose = nodes.filter(({ kind }) => kind === 'heading' || kind === 'paragraph' || kind === 'list');
  const text = toText({ nodes: prose });
  const seen = (detail === 'brief' ? RARE : [...RARE, ...COMMON]).filter(([, sign]) => sign.test(text));
  const terms = new Set([...(first === undefined ? [] : [first]), ...seen.map(([term]) => term)]);
  return [...terms]
    .slice(0, detail === 'brief' ? 1 : 2)
    .map((term) => ({ label: `What is “${term}”?`, command: `/help ${term}` }));
}
