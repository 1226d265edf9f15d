import { UserError } from '../../errors.ts';
import type { BankTopic } from '../../store/bank-store.ts';
import { counted, nearest, shorten } from '../../text.ts';
import { cleanTopic, topicKey } from './fold.ts';

/** The line that asks for a topic of this name. */
export type Asks = (topic: string) => string;

/** So many topics are named where somebody meant none of them. */
const NAMED = 5;

/** Says that there are no questions to ask. */
export const emptyBank = (): UserError =>
  new UserError('There are no questions of your own here yet.', {
    code: 'E_NO_QUESTIONS_OF_OWN',
    hint: 'Bring some with `/quiz import`.',
    remedies: ['/quiz import'],
  });

/**
 * The key of the topic that somebody means: its name in any case, with or without spaces, or the last part of its path.
 *
 * @param asks what was typed, with another name, for a remedy
 * @throws UserError where there is none, or more than one
 */
export function topicMeant(topics: readonly BankTopic[], name: string, asks: Asks): string {
  if (topics.length === 0) throw emptyBank();
  const key = topicKey(name);
  const known = [...new Map(topics.map((topic) => [topic.topicKey, topic])).values()];
  if (key !== '' && known.some((topic) => topic.topicKey === key || topic.topicKey.startsWith(`${key}/`))) return key;
  const squeezed = (text: string): string => text.replaceAll(/[\s_-]/g, '');
  const alike = known.filter((topic) => key !== '' && squeezed(topic.topicKey) === squeezed(key));
  if (alike.length === 1) return (alike[0] as BankTopic).topicKey;
  const ends = key === '' ? [] : known.filter((topic) => topic.topicKey.endsWith(`/${key}`));
  if (ends.length === 1) return (ends[0] as BankTopic).topicKey;
  throw unknownTopic(known, ends, name, asks);
}

function unknownTopic(known: readonly BankTopic[], ends: readonly BankTopic[], name: string, asks: Asks): UserError {
  const named = known.filter(({ topic }) => topic !== '');
  const key = topicKey(name);
  const near = nearest(
    key,
    named.map((topic) => topic.topicKey),
  );
  const alike = named.filter(({ topicKey: one }) => one === near || (key.length > 2 && one.includes(key)));
  const meant = (ends.length > 0 ? ends : alike).slice(0, NAMED);
  const said = shorten(name.trim());
  const message =
    ends.length > 1
      ? `\`${said}\` is the name of ${counted(ends.length, 'topic')}.`
      : `There is no topic \`${said}\` here.`;
  const names = (topics: readonly BankTopic[]): string => topics.map(({ topic }) => `\`${shorten(topic)}\``).join(', ');
  const hint =
    meant.length > 0
      ? `Did you mean ${names(meant).replace(/, (?=[^,]*$)/, ' or ')}?`
      : named.length === 0
        ? 'The questions here have no topics: leave the name out, or see `/quiz bank`.'
        : `There is ${names(named.slice(0, NAMED))}${named.length > NAMED ? ` and ${named.length - NAMED} more: see \`/quiz bank\`` : ''}.`;
  const remedies = meant.map(({ topic }) => asks(topic));
  return new UserError(message, {
    code: 'E_UNKNOWN_SET',
    hint,
    remedies: remedies.length > 0 ? remedies : ['/quiz bank'],
  });
}

/** What the topic of a key is called; a part of a path as it was typed. */
export const topicName = (topics: readonly BankTopic[], key: string, typed: string): string =>
  topics.find(({ topicKey: one }) => one === key)?.topic ?? cleanTopic(typed);
