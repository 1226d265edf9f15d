import { readPairs } from '../../questions/grading/pairs.ts';
import { sameWords } from '../../questions/grading/words.ts';
import { withoutSign } from '../../questions/letters.ts';
import { cleanLine } from '../../questions/markup.ts';
import { answerSchema, type Question } from '../../questions/question.ts';
import { type AnswerRow, FULL_SCORE } from '../../store/quiz-store.ts';
import { readDecimal } from '../../text.ts';
import type { Distribution } from '../session/view-data.ts';

type Group = { -readonly [Key in keyof Distribution['typed'][number]]: Distribution['typed'][number][Key] };

/** How many gave each answer, of nobody by name. */
export function distributionOf(question: Question, answers: readonly AnswerRow[]): Distribution {
  const { options, typed } = question;
  const counts = options.map(() => 0);
  const groups = new Map<string, Group>();
  const pairs = typed?.kind === 'pairs' ? { right: typed.left.map(() => 0), answers: 0 } : undefined;
  let unknown = 0;
  for (const { answer, note = 'other', score = 0 } of answers) {
    // Somebody who asked to be forgotten: what they answered is not known any more.
    if (answer === undefined) continue;
    const given = answerSchema.parse(JSON.parse(answer));
    const chosen = given.kind === 'option' ? [given.index] : given.kind === 'options' ? given.indices : [];
    for (const index of chosen) counts[index] = (counts[index] ?? 0) + 1;
    if (given.kind === 'unknown') unknown++;
    if (given.kind !== 'text') continue;
    const text = shownText(question, given.text);
    const key = JSON.stringify([text, note, score]);
    const group = groups.get(key) ?? { text, note, score: score / FULL_SCORE, count: 0 };
    group.count++;
    groups.set(key, group);
    if (pairs !== undefined && typed?.kind === 'pairs') {
      pairs.answers++;
      for (const [i, right] of rightPairs(typed, given.text).entries())
        if (right) pairs.right[i] = (pairs.right[i] ?? 0) + 1;
    }
  }
  return { options: counts, unknown, typed: withoutSingle([...groups.values()]), pairs };
}

/** What only one person typed is not put before all: in a small group everybody would know whose it is. */
function withoutSingle(groups: readonly Group[]): Group[] {
  const shown = groups.filter(({ count, text }) => count > 1 && text !== undefined);
  const others = Map.groupBy(
    groups.filter((group) => !shown.includes(group)),
    ({ note, score }) => JSON.stringify([note, score]),
  );
  const joined = [...others.values()].map(([first, ...rest]): Group => {
    const { note, score, count } = first as Group;
    return { note, score, count: rest.reduce((sum, group) => sum + group.count, count) };
  });
  return [...shown, ...joined].sort((a, b) => b.count - a.count);
}

function rightPairs({ left, right, key }: Extract<Question['typed'], { kind: 'pairs' }>, text: string): boolean[] {
  const chosen = readPairs(text, left.length, right.length);
  return Array.isArray(chosen) ? chosen.map((place, i) => right[place] === right[key[i] ?? -1]) : [];
}

/**
 * What was typed, as it may stand before all: of words only those that were foreseen, since nobody has read the
 * others. What is the same but for spaces, or as a decimal, is one answer.
 */
function shownText({ typed }: Question, text: string): string | undefined {
  if (typed === undefined) return undefined;
  if (typed.kind === 'words') {
    return [...typed.accepted, ...typed.traps.map((trap) => trap.text)].find((known) => sameWords(known, text));
  }
  const plain = cleanLine(withoutSign(text)).normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
  const decimal = readDecimal(plain);
  if (decimal !== undefined) return String(decimal);
  return typed.kind === 'expression' || typed.kind === 'number' ? plain.replaceAll(' ', '') : plain.toUpperCase();
}
