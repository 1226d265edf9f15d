import { Random } from '../../../../src/engine/index.ts';
import { keyOf, type Place, pageAt } from '../../../../src/learning/lessons/place.ts';
import { letterOf } from '../../../../src/questions/letters.ts';
import { makeQuestion } from '../../../../src/questions/make.ts';
import type { Question } from '../../../../src/questions/question.ts';
import { questionIn } from '../question-in.ts';
import type { Client, Pressable, Sight } from './client.ts';
import { type Answered, Learned, type Put } from './learned.ts';

/** An answer to the question of a day, which counts when it is closed. */
interface Given extends Pick<Answered, 'from' | 'to'> {
  readonly letter: string;
}

/** A click is believed to be at most this much older than its arrival; the platforms of the test have clocks of their own. */
const OLDEST_CLICK_MS = 5_000;
/** How often somebody is wrong, does not know, takes a hint, passes over a page, or presses twice. */
const WRONG = 0.3;
const UNKNOWN = 0.07;
const HINT = 0.12;
const SKIP = 0.1;
const TWICE = 0.1;
const MIND_CHANGED = 0.2;

/** Somebody who takes the course, with all that is to be known of them afterwards. */
export class Pupil {
  readonly client: Client;
  readonly learned = new Learned();
  readonly passed = new Set<string>();
  readonly skipped = new Set<string>();
  readonly dailies = new Map<string, Given>();
  at: string | undefined;
  /** What was not as it is to be. */
  readonly problems: string[] = [];
  /** Questions of a day's reviews, by type, level and seed, and by their words. */
  private readonly reviewed = new Map<string, Set<string>>();
  reviews = 0;
  /** Reviews whose question had the words of another one of that day. */
  sameWords = 0;
  private readonly places: readonly Place[];
  private readonly now: () => number;
  private readonly random: Random;

  constructor(client: Client, places: readonly Place[], now: () => number, seed: number) {
    this.client = client;
    this.places = places;
    this.now = now;
    this.random = new Random(seed);
  }

  chance(share: number): boolean {
    return this.random.uniform(0, 1) < share;
  }

  /** The page at which the course goes on: the one that was shown last, or the next that is open. */
  next(): Place | undefined {
    const last = this.places.findIndex((place) => keyOf(place) === this.at);
    const isOpen = (place: Place): boolean => !this.passed.has(keyOf(place)) && !this.skipped.has(keyOf(place));
    return this.places.slice(Math.max(last, 0)).find(isOpen) ?? this.places.find(isOpen);
  }

  /** Goes on in the course for some pages. */
  async study(pages: number): Promise<void> {
    const list = await this.client.ask('/lesson');
    const first = this.next();
    const line = first === undefined ? '/quiz practice' : lineOf(first);
    if (list.buttons[0]?.line !== line)
      this.problems.push(`the course goes on with ${list.buttons[0]?.line}, not with ${line}:\n${list.text}`);
    let sight: Sight | undefined = list;
    for (let i = 0; i < pages && sight !== undefined; i++) {
      const place = this.next();
      if (place === undefined) return;
      const on = this.button(sight, lineOf(place)) ?? this.button(await this.client.ask('/lesson'), lineOf(place));
      if (on === undefined) return void this.problems.push(`no way leads to ${lineOf(place)}:\n${sight.text}`);
      sight = await this.page(place, await this.client.press(on));
    }
  }

  /** Answers what is due, with fresh numbers each time. */
  async review(most: number): Promise<void> {
    let sight = await this.client.ask('/review');
    for (let i = 0; i < most; i++) {
      const asked = sight.buttons.find(({ line }) => /^\/review .*--answer [A-H]$/.test(line));
      if (asked === undefined) return;
      const put = this.reviewOf(asked.line);
      if (this.chance(HINT)) {
        const hint = sight.buttons.find(({ label }) => label === 'Hint');
        if (hint !== undefined) sight = await this.client.press(hint);
      }
      sight = await this.answer(sight, put, this.chance(UNKNOWN) ? undefined : !this.chance(WRONG));
      const next = sight.buttons.find(({ label }) => label === 'Next question' || label === 'Go on');
      if (next === undefined) return;
      if (i + 1 < most) sight = await this.client.press(next);
    }
  }

  /** Answers the question of the day, and changes their mind sometimes. */
  async daily(key: string, options: readonly Pressable[]): Promise<void> {
    for (const again of this.chance(MIND_CHANGED) ? [true, false] : [false]) {
      const button = options[Math.floor(this.random.uniform(0, options.length))];
      if (button === undefined) return void this.problems.push('the question of the day has no options');
      const from = this.now() - OLDEST_CLICK_MS;
      const { text } = await this.client.press(button);
      if (!/Noted/.test(text)) return void this.problems.push(`the question of the day took no answer: ${text}`);
      this.dailies.set(key, { letter: button.label.charAt(0), from, to: this.now() });
      // The same once more counts as given then.
      if (!again && this.chance(TWICE)) {
        await this.client.press(button);
        this.dailies.set(key, { letter: button.label.charAt(0), from, to: this.now() });
      }
    }
  }

  /** The question of a day is closed: what was answered counts. */
  closed(key: string, question: Question): void {
    const given = this.dailies.get(key);
    if (given === undefined) return;
    const option = 'ABCDEFGH'.indexOf(given.letter);
    this.learned.take({ key, question, option, hint: false, ...given });
  }

  /** Somebody is at a page: what is asked there is answered, wrong at first sometimes, or passed over. */
  private async page(place: Place, shown: Sight): Promise<Sight | undefined> {
    this.see(place);
    if (asksNothing(place)) return shown;
    // The model of what is kept knows no steps, so a walk with `/step` is always passed over.
    if (pageAt(place).walk !== undefined || this.chance(SKIP)) {
      const skip = shown.buttons.find(({ label }) => label === 'Skip');
      if (skip === undefined) return void this.problems.push(`no way past ${lineOf(place)}:\n${shown.text}`);
      const behind = await this.client.press(skip);
      this.skipped.add(keyOf(place));
      const next = this.places[this.places.indexOf(place) + 1];
      if (next === undefined) return undefined;
      this.see(next);
      return behind;
    }
    const asked = shown.buttons.find(({ line }) => /^\/lesson .*--answer [A-H]$/.test(line));
    if (asked === undefined) return void this.problems.push(`nothing is asked at ${lineOf(place)}:\n${shown.text}`);
    const put = lessonPut(asked.line);
    let sight = shown;
    if (this.chance(WRONG)) {
      sight = await this.answer(sight, put, false);
      const again = sight.buttons.find(({ label }) => label === 'Try again');
      if (again === undefined) return void this.problems.push(`no second try at ${lineOf(place)}:\n${sight.text}`);
      sight = await this.client.press(again);
    }
    const right = await this.answer(sight, put, true);
    this.passed.add(keyOf(place));
    this.skipped.delete(keyOf(place));
    return right;
  }

  /** A page is shown; one that asks nothing is done with that. */
  private see(place: Place): void {
    this.at = keyOf(place);
    if (!asksNothing(place)) return;
    this.passed.add(keyOf(place));
    this.skipped.delete(keyOf(place));
  }

  /** @param right undefined for whoever does not know */
  private async answer(sight: Sight, put: Put, right: boolean | undefined): Promise<Sight> {
    const places = put.question.options.flatMap((option, i) => (option.right === right ? [i] : []));
    const option = right === undefined ? undefined : places[Math.floor(this.random.uniform(0, places.length))];
    const ending = option === undefined ? '--unknown' : `--answer ${letterOf(option)}`;
    const button = sight.buttons.find(({ line }) => line.endsWith(ending));
    if (button === undefined) {
      this.problems.push(`no button ${ending}:\n${sight.text}`);
      return sight;
    }
    const from = this.now();
    const told = await this.client.press(button);
    this.learned.take({ ...put, option, hint: button.line.includes('--hint'), from, to: this.now() });
    if (right !== undefined && /✔ Right/.test(told.text) !== right)
      this.problems.push(`${button.line} was told to be ${right ? 'wrong' : 'right'}:\n${told.text}`);
    // Once more changes nothing.
    if (this.chance(TWICE)) await this.client.press(button);
    return told;
  }

  private reviewOf(line: string): Put {
    const option = (name: string): string => new RegExp(`--${name} (\\S+)`).exec(line)?.[1] ?? '';
    const [type = '', version = ''] = option('asked').split('.');
    const [level, seed] = [Number(option('level')), Number(option('seed'))];
    const question = makeQuestion({ type, level: level as 1, seed });
    this.reviews++;
    const today = new Date(this.now()).toISOString().slice(0, 10);
    const before = this.reviewed.get(today) ?? new Set();
    this.reviewed.set(today, before);
    const [asked, words] = [`${type}.${level}.${seed}`, JSON.stringify(question.prompt)];
    if (before.has(asked)) this.problems.push(`${asked} was asked twice on ${today}`);
    if (before.has(words)) this.sameWords++;
    before.add(asked).add(words);
    return { key: `${type}.${version}.${level}.${seed}`, question, card: option('card') };
  }

  private button({ buttons }: Sight, line: string): Pressable | undefined {
    return buttons.find((one) => one.line === line);
  }
}

const asksNothing = (place: Place): boolean => {
  const { check, walk } = pageAt(place);
  return check === undefined && walk === undefined;
};

const lineOf = ({ lesson, page }: Place): string => `/lesson ${lesson.number}.${page}`;

/** The question of a page, under the key that its answer is kept by. */
function lessonPut(line: string): Put {
  const [, asked = ''] = /--asked (\S+)/.exec(line) ?? [];
  const [, seed = ''] = /--seed (\d+)/.exec(line) ?? [];
  const [type, level, version, ...without] = asked.split('.');
  const key = without.length > 0 ? `${asked}.${seed}` : `${type}.${version}.${level}.${seed}`;
  return { key, question: questionIn(line) };
}
