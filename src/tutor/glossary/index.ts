import { DERIVATIVES } from './derivatives.ts';
import type { Entry } from './entry.ts';
import { GRAPHS } from './graphs.ts';
import { NETWORKS } from './networks.ts';
import { TRAINING } from './training.ts';

export type { Entry } from './entry.ts';
export { wordButtons } from './links.ts';

/** All words that are explained. */
export const GLOSSARY: readonly Entry[] = [...DERIVATIVES, ...GRAPHS, ...NETWORKS, ...TRAINING];

/** Every spelling of a word, with its entry. */
export const SPELLINGS: ReadonlyMap<string, Entry> = new Map(
  GLOSSARY.flatMap((entry) =>
    [entry.term.toLowerCase(), ...entry.aliases].map((spelling) => [spelling, entry] as const),
  ),
);

const ASKED =
  /^(?:please )?(?:what(?:['’]?s| is| are| do| does)|explain|define|describe|tell me about|how do|how does) /;
const MEANING = /^(?:(?:the |a |an )?(?:meaning|definition) of )?(?:the |a |an )?/;
const ENDING = /(?: mean| means| work| works)?[\s?!.…]*$/;

/** The entry of a word, as people write it. */
export const findEntry = (typed: string): Entry | undefined => SPELLINGS.get(plain(typed));

/** The entry that a question such as `what is the chain rule?` asks for. Anything more than the word is no such question. */
export function entryAskedFor(question: string): Entry | undefined {
  const asked = plain(question).replace(ASKED, '').replace(MEANING, '').replace(ENDING, '');
  return findEntry(asked);
}

const plain = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[`"“”„]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[?!]+\s*$/, '')
    .trim();
