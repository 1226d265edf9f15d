import { cleanLine } from '../../questions/markup.ts';

/** A text as it is compared: capitals, accents and spaces make no difference. */
export const folded = (text: string): string =>
  cleanLine(text).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

const LONGEST_TOPIC = 100;

/** A topic as it is kept: its parts in one line, with `/` between them. */
export const cleanTopic = (text: string): string =>
  partsOf(cleanLine(text)).join('/').slice(0, LONGEST_TOPIC).toWellFormed().trim();

/** A topic as it is compared. */
export const topicKey = (topic: string): string => partsOf(folded(topic)).join('/');

const partsOf = (path: string): string[] =>
  path
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The first part of a topic's key: those with the same one belong together. */
export const rootOf = (key: string): string => key.split('/', 1)[0] ?? '';
