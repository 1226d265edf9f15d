import { type ErrorCode, type SourceRange, UserError } from '../errors.ts';
import { nearest, readDecimal, shorten } from '../text.ts';
import type { Command, Option } from './define.ts';
import { exampleValue, namesOf } from './option-text.ts';
import { quote, splitWords, type Word } from './words.ts';

/** Raw values of a command's options by key, before or after validation. */
export type Values = Record<string, unknown>;

const BOOLEANS: Record<string, boolean> = { true: true, yes: true, on: true, false: false, no: false, off: false };
/** What phones make of `--` when it is typed at the start of a word. */
const LONG_DASH = /^[‒–—―]+(?=\p{L})/u;

/** The start of an option. */
const OPTION = /^(--|[‒–—―])\p{L}/u;

/** Sorts the words of one line into options and free text. */
export class LineReader {
  readonly values: Values = {};
  readonly places = new Map<string, SourceRange>();
  readonly text: string;
  private readonly command: Command;
  /** What follows the text, as it is written, and is none of the reader's business. */
  private readonly behind: string;
  private readonly words: Word[];
  private next = 0;
  private free: Word[] = [];

  constructor(command: Command, text: string, behind = '') {
    this.command = command;
    this.text = text;
    this.behind = behind;
    this.words = splitWords(text);
  }

  read(): void {
    for (;;) {
      const word = this.words[this.next++];
      if (word === undefined) break;
      if (!this.readOption(word)) this.free.push(word);
    }
    const [first] = this.free;
    if (first === undefined) return;
    const option = this.command.declared.find(({ key }) => key === this.command.text);
    if (option === undefined) this.readBare();
    else this.take(option, this.freeText(), undefined);
  }

  /** One free word that is a value of an option which needs no name, or in quotation marks. */
  private readBare(): void {
    const [first, second] = this.free as [Word, Word?];
    const option = this.command.declared.find(({ bare }) => bare);
    const { bare, quoted } = first;
    const known = quoted === undefined && option?.suggestions.find((suggestion) => suggestion === bare.toLowerCase());
    const isText = bare === '' && quoted !== undefined && !OPTION.test(quoted);
    const value = isText ? quoted : known || undefined;
    if (option === undefined || value === undefined) throw this.strayWord(first);
    this.take(option, value, first);
    if (second !== undefined) throw this.strayWord(second);
  }

  /**
   * Notes a value; the same option twice must say the same.
   *
   * @param from where the option begins whose value stands at the place
   */
  take(option: Option, value: unknown, place: SourceRange | undefined, from = place): void {
    const before = this.values[option.key];
    if (before !== undefined && meaning(before) !== meaning(value)) {
      throw this.error(
        'E_OPTION_TWICE',
        `\`${option.flag}\` is given twice: ${String(before)} and ${String(value)}.`,
        place,
        'Keep one of the two.',
        place && from && this.corrected({ start: from.start, end: place.end }, ''),
      ).with({ option: option.key });
    }
    this.values[option.key] = value;
    if (place) this.places.set(option.key, place);
  }

  /** @param correction the whole text as it should be */
  error(
    code: ErrorCode,
    message: string,
    place: SourceRange | undefined,
    hint?: string,
    correction?: string,
  ): UserError {
    return new UserError(message, { code, hint, where: place && { text: this.text, place }, correction });
  }

  /** The whole text with something else in this place. */
  corrected({ start, end }: SourceRange, replacement: string): string {
    return `${this.text.slice(0, start)}${replacement}${this.text.slice(end)} ${this.behind}`.trim();
  }

  /** The words that belong to no option, with the white space between them as typed. */
  private freeText(): string {
    return this.free
      .map((word, i) => {
        const before = this.free[i - 1];
        const gap = before && this.text.slice(before.end, word.start);
        const space = gap === undefined ? '' : gap.trim() === '' ? gap : ' ';
        return space + word.bare + (word.quoted ?? '');
      })
      .join('');
  }

  private readOption(word: Word): boolean {
    if (word.bare === '') return false;
    const long = LONG_DASH.test(word.bare);
    const match = /^(--?)?([\p{L}_][\p{L}\d_-]*)(?:[=:]([\s\S]*))?$/u.exec(word.bare.replace(LONG_DASH, '--'));
    if (match === null) return false;
    const [, dashes = '', name = '', tail] = match;
    // A dash in front of a formula's first name is a minus.
    if (dashes === '-' && name.length > 1 && this.command.text !== undefined) return false;
    const inline = tail === undefined ? undefined : tail + (word.quoted ?? '');
    if (tail === undefined && word.quoted !== undefined) return false;
    if (dashes === '' && inline === undefined) return false;
    const flag = name.toLowerCase().replaceAll('_', '-');
    const option = this.command.declared.find((candidate) =>
      dashes === '-' && name.length === 1 ? candidate.short === name : namesOf(candidate).includes(flag),
    );
    if (option !== undefined) {
      this.takeOption(option, inline, word);
      return true;
    }
    const negated = this.command.declared.find(
      (candidate) => candidate.type === 'boolean' && namesOf(candidate).some((known) => flag === `no-${known}`),
    );
    if (negated !== undefined && dashes !== '-') {
      const value = inline === undefined || inline === '' ? true : this.boolean(negated, inline, word);
      this.take(negated, !value, word);
      return true;
    }
    // With free text, `a=2` is part of it, and so is a single or a long dash in front of a name.
    if (this.command.text !== undefined && (dashes !== '--' || (long && this.suggestion(flag) === undefined)))
      return false;
    throw this.unknownOption(dashes, flag, word, inline);
  }

  private takeOption(option: Option, inline: string | undefined, word: Word): void {
    if (option.type === 'boolean') {
      const following = this.words[this.next];
      const spoken = following?.quoted === undefined && Object.hasOwn(BOOLEANS, following?.bare.toLowerCase() ?? '');
      if (inline === undefined && spoken) this.next++;
      const text = inline ?? (spoken ? following?.bare : undefined);
      this.take(option, text === undefined ? true : this.boolean(option, text, word), word);
      return;
    }
    const first = inline === undefined ? this.words[this.next++] : undefined;
    const following = first && { ...first, end: this.endOfValue(option, first) };
    const text = inline ?? (following && this.valueOf(following));
    const place = following ?? word;
    const isOption = following?.quoted === undefined && OPTION.test(following?.bare ?? '');
    const nothing = text === '' && (option.type !== 'string' || place.quoted === undefined);
    if (text === undefined || nothing || isOption) throw this.withoutValue(option, word);
    const value = option.type === 'string' ? this.choice(option, text) : this.number(option, text, place);
    this.take(option, value, place, word);
  }

  /**
   * Where the value of an option ends that begins with this word. Behind a text of its own, words that follow belong to
   * the option: of `a*b --wrt a b` no one means the `b` as a part of the formula. Values for names may stand there.
   */
  private endOfValue({ type, choices, key }: Option, { bare, quoted, end }: Word): number {
    const { text } = this.command;
    const behind = text !== undefined && key !== text && this.free.length > 0;
    const open = behind && type === 'string' && choices === undefined;
    if (!open || quoted !== undefined || OPTION.test(bare)) return end;
    let last = end;
    for (let word = this.words[this.next]; word !== undefined; word = this.words[this.next]) {
      if (word.quoted !== undefined || /^-?-?[\p{L}_][\p{L}\d_-]*[=:]/u.test(word.bare) || OPTION.test(word.bare))
        break;
      last = word.end;
      this.next++;
    }
    return last;
  }

  private valueOf({ start, end, bare, quoted }: Word): string {
    return quoted === undefined && bare.length < end - start ? this.text.slice(start, end) : bare + (quoted ?? '');
  }

  private withoutValue(option: Option, word: Word): UserError {
    const code = 'E_OPTION_WITHOUT_VALUE';
    const written = `--${option.flag}`;
    if (option.attachment) {
      const hint = `Write the name of the file behind it; or attach the file, and leave \`${written}\` out.`;
      return this.error(code, `\`${written}\` needs a file.`, word, hint, this.corrected(word, ''));
    }
    const example = `${written} ${exampleValue(option)}`;
    return this.error(
      code,
      `\`${written}\` needs a value.`,
      word,
      `For example \`${example}\`.`,
      this.corrected(word, example),
    );
  }

  /** The whole text with another value for an option whose value stands at the place. */
  withValue({ flag }: Option, place: SourceRange, value: string): string {
    const inline = /^[^\s"'“„‘]*[=:]/u.test(this.text.slice(place.start, place.end));
    return this.corrected(place, inline ? `--${flag} ${value}` : value);
  }

  private boolean(option: Option, text: string, place: SourceRange): boolean {
    const value = BOOLEANS[text.toLowerCase()];
    if (value !== undefined && Object.hasOwn(BOOLEANS, text.toLowerCase())) return value;
    throw this.error(
      'E_OPTION_NOT_A_SWITCH_VALUE',
      `\`${option.flag}\` is on or off.`,
      place,
      `Write \`--${option.flag}\` or \`--no-${option.flag}\`.`,
      this.corrected(place, `--${option.flag}`),
    );
  }

  private number(option: Option, text: string, place: SourceRange): number {
    const number = readDecimal(text);
    if (number !== undefined) return number;
    const withPoint = text.replace(',', '.');
    const decimal = readDecimal(withPoint) !== undefined;
    const hint = decimal
      ? `Write the decimal with a point: ${withPoint}.`
      : `For example \`--${option.flag} ${exampleValue(option)}\`.`;
    throw this.error(
      'E_OPTION_NOT_A_NUMBER',
      `\`${option.flag}\` needs a number, not \`${shorten(text)}\`.`,
      place,
      hint,
      this.withValue(option, place, decimal ? withPoint : exampleValue(option)),
    );
  }

  /** A choice in any case is the choice itself; what is none is left for the validation to refuse. */
  private choice(option: Option, text: string): string {
    return option.choices?.find((choice) => choice === text.toLowerCase()) ?? text;
  }

  private suggestion(flag: string): string | undefined {
    const flags = this.command.declared.flatMap((option) =>
      namesOf(option).flatMap((name): [name: string, flag: string][] => [
        [name, option.flag],
        ...(option.type === 'boolean' ? [[`no-${name}`, `no-${option.flag}`] as [string, string]] : []),
      ]),
    );
    return new Map(flags).get(nearest(flag, new Map(flags).keys()) ?? '');
  }

  private unknownOption(dashes: string, flag: string, word: Word, value: string | undefined): UserError {
    const near = this.suggestion(flag);
    const all = this.command.declared.map((option) => `--${option.flag}`).join(' ');
    const options = all === '' ? `\`/${this.command.name}\` has no options.` : `The options are ${all}.`;
    const minus = this.command.text === undefined ? '' : ' To take a negative away write `a - -b`.';
    return this.error(
      'E_UNKNOWN_OPTION',
      `\`/${this.command.name}\` has no option \`${dashes || '--'}${shorten(flag)}\`.`,
      word,
      near ? `Did you mean \`--${near}\`?` : options + minus,
      near && this.corrected(word, value === undefined ? `--${near}` : `--${near}=${quote(value)}`),
    ).with(near === undefined ? { remedies: [this.help] } : {});
  }

  private strayWord(word: Word): UserError {
    const near = this.suggestion(word.bare.toLowerCase().replaceAll('_', '-')) ?? this.bareValue(word);
    return this.error(
      'E_STRAY_WORD',
      `I cannot tell what \`${shorten(word.bare + (word.quoted ?? ''))}\` is meant to do here.`,
      word,
      near ? `Did you mean \`--${near}\`?` : `Options are written \`--name value\`; see \`${this.help}\`.`,
      near && this.corrected(this.withSign(word), `--${near} `),
    ).with(near === undefined ? { remedies: [this.help] } : {});
  }

  /** The option that needs no name with the value that a word is near to. */
  private bareValue({ bare }: Word): string | undefined {
    const { flag, suggestions = [] } = this.command.declared.find((option) => option.bare) ?? {};
    const value = nearest(bare, suggestions);
    return value && `${flag} ${value}`;
  }

  /** The place of a word with the `=` behind it, as in `lr = 0.4`. */
  private withSign({ start, end }: SourceRange): SourceRange {
    return { start, end: end + (/^\s*[=:]\s*/.exec(this.text.slice(end))?.[0].length ?? 0) };
  }

  private get help(): string {
    return `/help ${this.command.name}`;
  }
}

/** What a raw value says: `.4` is 0.4. */
const meaning = (value: unknown): unknown => (typeof value === 'string' ? (readDecimal(value) ?? value) : value);
