import { grade } from '../../../../src/questions/grading/grade.ts';
import type { Question } from '../../../../src/questions/question.ts';
import { isMisconception } from '../../../../src/tutor/misconceptions/index.ts';

const DAY_MS = 24 * 60 * 60_000;

/** What was asked of somebody. */
export interface Put {
  readonly key: string;
  readonly question: Question;
  /** The card for whose sake it was asked. */
  readonly card?: string | undefined;
}

/** An answer that was acknowledged. */
export interface Answered extends Put {
  /** The place of the option; undefined for "I don't know yet". */
  readonly option: number | undefined;
  readonly hint: boolean;
  /** It was given within this time, in ms since 1970. */
  readonly from: number;
  readonly to: number;
}

/** An answer that counts. */
export interface Counted {
  readonly score: number;
  readonly note: string;
  readonly hint: boolean;
  readonly from: number;
  readonly to: number;
}

/** What is known of a card. Days are those of UTC. */
export interface Counts {
  reps: number;
  lapses: number;
  days: number;
  returns: number;
}

interface Card extends Counts {
  ratedOn: number;
  seenOn: number;
}

const dayOf = (at: number): number => Math.floor(at / DAY_MS);

/** What one pupil has answered, by the rules in words, apart from the program: only what answers are worth is asked of it. */
export class Learned {
  /** By key: the first answer to each question. */
  readonly counted = new Map<string, Counted>();
  readonly cards = new Map<string, Card>();

  take({ key, question, card, option, hint, from, to }: Answered): void {
    if (this.counted.has(key)) return;
    const { score, note } = grade(
      question,
      option === undefined ? { kind: 'unknown' } : { kind: 'option', index: option },
    );
    this.counted.set(key, { score, note, hint, from, to });
    const day = dayOf(from);
    const skill = `skill:${question.type}.${question.level}`;
    const has = (one: string): boolean => this.cards.has(one);
    const traps = question.typed !== undefined && 'traps' in question.typed ? question.typed.traps : [];
    const tempted = new Set([...question.options, ...traps].flatMap(({ bugs }) => bugs).filter(isMisconception));
    const mistakes = note.split('+').filter(isMisconception);
    if (score === 1) {
      // Whoever is right did not fall for the mistakes of theirs that would have led elsewhere.
      for (const one of [skill, ...[...tempted].map((bug) => `bug:${bug}`).filter(has)]) this.rate(one, true, day);
    } else if (mistakes.length > 0) {
      const bugs = mistakes.map((bug) => `bug:${bug}`);
      const own = bugs.filter(has);
      for (const one of own.length > 0 ? own : bugs) this.rate(one, false, day);
      if (has(skill)) this.see(skill, day);
    } else this.rate(skill, false, day);
    if (card !== undefined && has(card)) this.see(card, day);
  }

  /** Days of the month on which something was answered. */
  daysOf(month: string): number {
    const days = [...this.counted.values()].map(({ from }) => new Date(from).toISOString().slice(0, 10));
    return new Set(days.filter((day) => day.startsWith(month))).size;
  }

  private rate(name: string, right: boolean, on: number): void {
    const card = this.cards.get(name) ?? { reps: 0, lapses: 0, days: 0, returns: 0, ratedOn: -1, seenOn: on };
    const day = Math.max(on, card.seenOn);
    this.cards.set(name, {
      reps: card.reps + 1,
      lapses: card.lapses + (right ? 0 : 1),
      days: right ? card.days + (card.days === 0 || day !== card.ratedOn ? 1 : 0) : 0,
      returns: card.returns + (!right && card.days > 0 ? 1 : 0),
      ratedOn: day,
      seenOn: day,
    });
  }

  private see(name: string, on: number): void {
    const card = this.cards.get(name);
    if (card !== undefined) card.seenOn = Math.max(on, card.seenOn);
  }
}
