import { UserError } from '../../errors.ts';
import type { Level } from '../../questions/question.ts';
import type { Doing } from '../../quiz/exercise.ts';
import { shorten } from '../../text.ts';

/** At most so many questions in a row. */
export const MOST_IN_A_ROW = 5;

/** Where somebody is in a review, and what they do there: all that a button carries. */
export interface ReviewLine extends Doing {
  readonly card?: string | undefined;
  /** The question that was shown, by its type and the version of its generator: `whole-path.2`. */
  readonly asked?: string | undefined;
  readonly level?: Level | undefined;
  readonly seed?: number | undefined;
  /** Which question of the review, from 1. */
  readonly number?: number | undefined;
  /** Of how many. */
  readonly of?: number | undefined;
  /** A letter for each question so far: r right, w not. */
  readonly soFar?: string | undefined;
  /** When it was shown, in seconds since 1970. */
  readonly shown?: number | undefined;
}

/** A question of a review. */
export interface AskedLine extends ReviewLine {
  readonly card: string;
  readonly asked: string;
  readonly level: Level;
  readonly seed: number;
  readonly number: number;
  readonly of: number;
  readonly soFar: string;
}

const CARD = /^(skill|bug):[a-z0-9.-]{1,60}$/;

/** @throws UserError for a card that there cannot be */
export function checkCard({ card }: ReviewLine): void {
  if (card === undefined || CARD.test(card)) return;
  throw noCard(card);
}

export const noCard = (card: string): UserError =>
  new UserError(`There is no question for the card \`${shorten(card.replaceAll('`', "'"))}\`.`, {
    code: 'E_NO_QUESTION_FOR_CARD',
    hint: 'A card is a skill or a mistake, such as `skill:whole-path.2`. `/review` takes what is due.',
    remedies: ['/review'],
  });

/** The question that a line means; undefined for a line that leaves it to us. */
export function askedLine({
  asked,
  level,
  seed,
  number = 1,
  of = 1,
  soFar = '',
  ...others
}: ReviewLine): AskedLine | undefined {
  const { card } = others;
  if (card === undefined || asked === undefined || level === undefined || seed === undefined) return undefined;
  return { ...others, card, asked, level, seed, number, of: Math.max(of, number), soFar };
}

/** The command line that does something with the very question that is shown. */
export const lineOf = ({ card, asked, level, seed, number, of, soFar, shown }: AskedLine, doing: string): string =>
  [
    `/review --card ${card} --asked ${asked} --level ${level} --seed ${seed} --number ${number} --of ${of}`,
    ...(soFar === '' ? [] : [`--so-far ${soFar}`]),
    ...(shown === undefined ? [] : [`--shown ${shown}`]),
    ...(doing === '' ? [] : [doing]),
  ].join(' ');

/** The line that goes on with the next question of the review. */
export const nextLine = ({ number, of }: AskedLine, soFar: string): string =>
  `/review --number ${number + 1} --of ${of} --so-far ${soFar}`;
