import type { Asks } from '../../reply/asked.ts';
import { code, paragraph, say } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode, Span } from '../../reply/document.ts';

/** What an answer of one's own is called, by its kind. */
const OWN_ANSWER = {
  number: 'your number',
  expression: 'your formula',
  sequence: 'the letters in order, such as C A B D',
  pairs: 'a letter for each number, such as 1B 2A',
  words: 'your answer in a few words',
} as const;

/** What the button of an option says, in a quiz and in practice; and the one that says that what is chosen is all. */
const PRESSES_OPTION = /(?:\/quiz answer \S+|--answer) (?:±?[A-Z]|±)$/;

/**
 * A reply as it is printed where its question is answered by typing: in place of the lines that its buttons stand for it
 * says which keys mean the same.
 */
export function typable(reply: Reply): Reply {
  const { asks } = reply;
  if (asks === undefined) return reply;
  const nodes = reply.nodes.flatMap((node): ReplyNode[] => {
    if (node.kind !== 'buttons') return [node];
    const others = node.buttons.filter((button) => !isTyped(button, asks));
    return others.length === 0 ? [] : [{ ...node, buttons: others }];
  });
  return { ...reply, nodes: [...nodes, paragraph(howTo(asks))] };
}

const isTyped = ({ command, input }: Button, { answer, hint, next, unknown }: Asks): boolean =>
  [hint, next, unknown].includes(command) ||
  (answer !== undefined && (PRESSES_OPTION.test(command) || (input !== undefined && command === answer)));

/** Such as: Type A, B or C, or your number; `?` for a hint, `idk` if you don't know yet. */
function howTo({ answer, letters, several, typed, hint, next, unknown }: Asks): Span[] {
  const ways = [
    ...(letters.length === 0 ? [] : several ? ['all letters that are right, such as AC'] : [listed(letters)]),
    ...(typed === undefined || answer === undefined ? [] : [OWN_ANSWER[typed]]),
  ];
  const keys = [
    ...(hint === undefined ? [] : [say`${code('?')} for a hint`]),
    ...(unknown === undefined ? [] : [say`${code('idk')} if you don't know yet`]),
    ...(next === undefined ? [] : [say`Enter to go on`]),
  ];
  const type = answer === undefined || ways.length === 0 ? [] : [say`Type ${ways.join(', or ')}`];
  return [...type, ...keys]
    .flatMap((part, i) => (i === 0 ? part : say`${i === 1 && type.length > 0 ? '; ' : ', '}${part}`))
    .concat(say`.`);
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
