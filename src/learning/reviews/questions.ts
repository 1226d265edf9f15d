import { bugsOffered } from '../../questions/grading/graded.ts';
import type { Wanted } from '../../questions/make.ts';
import type { Question } from '../../questions/question.ts';
import { bugOf, SKILLS, type Skill, skillOf } from './skills.ts';

/** Makes a question, outside of the main process. */
type Make = (wanted: Wanted) => Promise<Question>;

/** What a seed of ours is below: short enough for a button. */
const SEEDS = 1_000_000;
/** So many questions of a skill show nearly all misconceptions that it tempts to. */
const SAMPLES = 6;
/** So many are drawn until one tempts to the misconception that is asked about. */
const MAX_DRAWS = 20;

/** Questions for cards, always with fresh numbers. */
export interface CardQuestions {
  /** Is there any question for a card? There is none for mistakes that only derivatives of one's own show. */
  canAsk(card: string): Promise<boolean>;
  /**
   * A question for a card: of its skill, or one in which its misconception leads to a wrong answer.
   *
   * @param from the skill in which the misconception was seen, to be tried first
   * @returns undefined where there is none
   */
  draw(card: string, from: string | undefined): Promise<Question | undefined>;
}

export function createCardQuestions(make: Make, random: () => number): CardQuestions {
  /** The misconceptions that the questions of a skill tempt to, by its card: drawn once, when they are asked for first. */
  const tempting = new Map<string, Promise<ReadonlySet<string>>>();

  const sample = async ({ type, level }: Skill): Promise<ReadonlySet<string>> => {
    const seeds = Array.from({ length: SAMPLES }, (_, i) => i + 1);
    const questions = await Promise.all(seeds.map((seed) => make({ type, level, seed })));
    return new Set(questions.flatMap(bugsOffered));
  };
  const bugsOfSkill = (skill: Skill): Promise<ReadonlySet<string>> => {
    const known = tempting.get(skill.card) ?? sample(skill);
    tempting.set(skill.card, known);
    // What could not be drawn is tried again the next time.
    known.catch(() => tempting.delete(skill.card));
    return known;
  };
  /** The skill whose questions tempt to a misconception: the one that it was seen in, else the easiest. */
  const skillFor = async (bug: string, from: string | undefined): Promise<Skill | undefined> => {
    const seen = from === undefined ? undefined : skillOf(`skill:${from}`);
    for (const skill of [...(seen === undefined ? [] : [seen]), ...SKILLS])
      if ((await bugsOfSkill(skill)).has(bug)) return skill;
    return undefined;
  };
  const fresh = ({ type, level }: Skill): Promise<Question> =>
    make({ type, level, seed: 1 + Math.floor(random() * (SEEDS - 1)) });

  return {
    async canAsk(card) {
      const bug = bugOf(card);
      if (bug === undefined) return skillOf(card) !== undefined;
      return (await skillFor(bug, undefined)) !== undefined;
    },
    async draw(card, from) {
      const bug = bugOf(card);
      const skill = bug === undefined ? skillOf(card) : await skillFor(bug, from);
      if (skill === undefined) return undefined;
      let question = await fresh(skill);
      for (let drawn = 1; bug !== undefined && drawn < MAX_DRAWS; drawn++) {
        if (bugsOffered(question).includes(bug)) break;
        question = await fresh(skill);
      }
      return question;
    },
  };
}
