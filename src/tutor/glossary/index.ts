import { DERIVATIVES } from './derivatives.ts';
import type { Entry } from './entry.ts';
import { GRAPHS } from './graphs.ts';
import { NETWORKS } from './networks.ts';
import { OPTIMISERS } from './optimisers.ts';
import { TRAINING } from './training.ts';
import { TROUBLE } from './trouble.ts';

export type { Entry } from './entry.ts';
export { wordButtons } from './links.ts';

/** All words that are explained. */
export const GLOSSARY: readonly Entry[] = [
  ...DERIVATIVES,
  ...GRAPHS,
  ...NETWORKS,
  ...TRAINING,
  ...OPTIMISERS,
  ...TROUBLE,
];

/** Every spelling of a word, with its entry. */
export const SPELLINGS: ReadonlyMap<string, Entry> = new Map(
  GLOSSARY.flatMap((entry) =>
    [entry.term.toLowerCase(), ...entry.aliases].map((spelling) => [spelling, entry] as const),
  ),
);

/** Characters of a question about one word. */
const MOST_ASKED = 120;
const ASKED =
  /^(?:(?:please|can you|could you|so|and|hi|hey|hello),? )*(?:what do you mean by|what(?:['’]?s| is| are| do| does)|explain|define:?|describe|tell me about|how do|how does) (?:me )?/;
const MEANING = /^(?:(?:the |a |an )?(?:meaning|definition|idea|concept) of )?(?:the |a |an |this |that )?/;
const ENDING =
  /(?: mean| means| work| works| meaning| definition)?(?:,? (?:please|exactly|again|to me|simply|here))*[\s?!.…]*$/;

/** The entry of a word, as people write it. */
export const findEntry = (typed: string): Entry | undefined => SPELLINGS.get(plain(typed));

/** The entry that a question such as `what is the chain rule?` asks for. Anything more than the word is no such question. */
export function entryAskedFor(question: string): Entry | undefined {
  if (question.length > MOST_ASKED) return undefined;
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
