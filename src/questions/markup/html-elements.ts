import type { parseDocument } from 'htmlparser2';
import { withoutUnseen } from './unseen.ts';

export type Child = ReturnType<typeof parseDocument>['children'][number];
/** An element, or anything else that has children. */
export type Parent = Extract<Child, { children: unknown }>;

/** Deeper than any text that a person wrote. */
export const MAX_DEPTH = 100;
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export const nameOf = (node: Child): string => ('name' in node ? node.name.toLowerCase() : '');
export const isParent = (node: Child): node is Parent => 'children' in node;
export const attribute = (node: Child, name: string): string => ('attribs' in node ? (node.attribs[name] ?? '') : '');

/** The text of an element, with its line breaks. */
export function rawText(node: Child, depth = 0): string {
  if (node.type === 'text') return withoutUnseen(node.data);
  if (nameOf(node) === 'br') return '\n';
  if (!isParent(node) || node.type === 'script' || node.type === 'style' || depth > MAX_DEPTH) return '';
  const inner = (node.children as Child[]).map((child) => rawText(child, depth + 1)).join('');
  const name = nameOf(node);
  if (name === 'sup' || name === 'sub') return raised(name, inner, '', '');
  return /^(?:p|div|li)$/.test(name) ? `${inner}\n` : inner;
}

/** `x^2`, `H₂`: a digit behind which letters follow stands raised itself, so that nothing seems to belong to it. */
export function raised(name: 'sup' | 'sub', written: string, before: string, after: string): string {
  const text = written.trim();
  if (text === '') return '';
  if (name === 'sup' && /\d$/.test(before) && /^(?:st|nd|rd|th|er|ère|e|ème|o|a|º|ª)$/.test(text)) return text;
  if (/^\d+$/.test(text) && (name === 'sub' || /^[\p{L}\d]/u.test(after)))
    return [...text].map((digit) => (name === 'sub' ? SUBSCRIPTS : SUPERSCRIPTS)[Number(digit)]).join('');
  const mark = name === 'sup' ? '^' : '_';
  if (/^[°′*†‡™®]+$/.test(text)) return text;
  return (
    mark +
    (/^[-−+]?[\p{L}\d.]+$/u.test(text) && !(/\d/.test(text) && /\p{L}/u.test(text)) && !/^[-−+]?\p{L}{2,}$/u.test(text)
      ? text.replace('−', '-')
      : `(${text})`)
  );
}

export const innerText = (node: Parent): string => (node.children as Child[]).map((child) => rawText(child)).join('');

/** A name of a file as it is called. */
export function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
