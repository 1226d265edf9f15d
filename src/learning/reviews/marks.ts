import type { Graded } from '../../reply/asked.ts';
import { isMisconception } from '../../tutor/misconceptions/index.ts';

/** What an answer says about one card; `seen` says that it was asked, and nothing of how well it is known. */
export type Mark = 'again' | 'hard' | 'good' | 'seen';

export const skillCard = (skill: string): string => `skill:${skill}`;
export const bugCard = (name: string): string => `bug:${name}`;

/** The misconceptions that explain an answer, by its note. */
export const bugsIn = (note: string): string[] => note.split('+').filter(isMisconception);

/**
 * What an answer says about which cards.
 *
 * Right: of its skill, and of every misconception of which somebody has a card and that would have led to another
 * answer. Wrong by a misconception: of that one, not of the skill. Several may lead to the same answer: those that
 * somebody had before are the likelier ones, and the others are left out. Wrong in any other way, or not known: of the
 * skill.
 *
 * @param known the cards that somebody has
 */
export function marksOf(
  { skill, score, note, offered = [], card, hint }: Graded,
  known: ReadonlySet<string>,
): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  const own = skill === undefined ? [] : [skillCard(skill)];
  const has = (one: string): boolean => known.has(one);
  const bugs = bugsIn(note).map(bugCard);
  if (score === 1) {
    const avoided = offered.filter(isMisconception).map(bugCard).filter(has);
    for (const one of [...own, ...avoided]) marks.set(one, hint ? 'hard' : 'good');
  } else if (bugs.length > 0) {
    const before = bugs.filter(has);
    for (const one of before.length > 0 ? before : bugs) marks.set(one, 'again');
    for (const one of own.filter(has)) marks.set(one, 'seen');
  } else for (const one of own) marks.set(one, 'again');
  if (card !== undefined && has(card) && !marks.has(card)) marks.set(card, 'seen');
  return marks;
}
