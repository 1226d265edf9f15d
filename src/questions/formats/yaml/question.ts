import { isMap, isSeq, type LineCounter, type Node, type YAMLMap } from 'yaml';
import { readDecimal } from '../../../text.ts';
import { optionsMeant } from '../meant.ts';
import { readNumber, readWeight } from '../numbers.ts';
import {
  Mistakes,
  TEXT_FORMATS,
  type TextFormat,
  type WrittenOption,
  type WrittenPair,
  type WrittenQuestion,
  type WrittenRemarks,
  type WrittenText,
  type WrittenTrap,
} from '../written.ts';
import { type Found, NodeReader } from './nodes.ts';

const KEYS = [
  ...['prompt', 'options', 'number', 'tolerance', 'accept', 'pairs', 'level', 'hint', 'explanation', 'title', 'topic'],
  ...['picture', 'traps', 'others', 'wildcards', 'shuffle', 'format', 'correct'],
];
/** As others call them. */
const ALSO: Readonly<Record<string, string>> = {
  question: 'prompt',
  text: 'prompt',
  answers: 'options',
  choices: 'options',
  answer: 'correct',
  name: 'title',
  category: 'topic',
};
const REMARKS = ['feedback', 'misconception', 'weight'];
const OPTION_KEYS = ['text', 'right', 'wrong', ...REMARKS];

/** Reads the questions of one document. */
export class QuestionReader {
  private readonly lines: LineCounter;
  private read: NodeReader;
  private format: TextFormat = 'own';

  constructor(lines: LineCounter) {
    this.lines = lines;
    this.read = new NodeReader(lines, new Mistakes());
  }

  lineOf(node: Found, around: Node): number {
    return this.read.lineOf(node, around);
  }

  /** One question, or none where it has no keys to be one by; then its mistakes are all there is of it. */
  question(item: Found, around: Node): WrittenQuestion[] {
    const mistakes = new Mistakes();
    this.read = new NodeReader(this.lines, mistakes);
    const line = this.read.lineOf(item, around);
    if (!isMap(item)) {
      mistakes.add(line, 'A question has keys, such as `prompt` and `options`.');
      return [{ line, mistakes, prompt: { text: '', format: 'own' }, options: [], broken: true }];
    }
    this.read.checkKeys(item, KEYS, Object.keys(ALSO));
    this.format = this.formatOf(item);
    const { read } = this;
    const options = read.list(item, this.key(item, 'options')).map((option) => this.option(option, item));
    const good = options.filter((option) => option !== undefined);
    const levelNode = item.get('level', true);
    const number = readNumber(this.numeral(item, 'number'), this.numeral(item, 'tolerance'), mistakes);
    const question: WrittenQuestion = {
      line,
      mistakes,
      prompt: this.marked(item, 'prompt') ?? { text: '', format: 'own' },
      options: good,
      number,
      accept: item.has('accept') ? read.texts(item, 'accept') : undefined,
      wildcards: read.truth(item, 'wildcards'),
      traps: read.list(item, 'traps').flatMap((trap) => this.trap(trap, item) ?? []),
      pairs: item.has('pairs') ? this.pairs(item) : undefined,
      ordered: read.truth(item, 'shuffle') === false,
      title: read.text(item, this.key(item, 'title')),
      topic: read.text(item, this.key(item, 'topic')),
      picture: this.picture(item),
      level: read.text(item, 'level'),
      levelLine: read.lineOf(levelNode, item),
      hint: this.marked(item, 'hint'),
      explanation: this.marked(item, 'explanation'),
      // What an option that cannot be read leads to is no mistake of its own.
      broken: good.length < options.length,
    };
    return [this.withCorrect(item, question)];
  }

  /** What a key is called here. */
  private key(item: YAMLMap, key: string): string {
    return item.has(key) ? key : (Object.keys(ALSO).find((other) => ALSO[other] === key && item.has(other)) ?? key);
  }

  private formatOf(item: YAMLMap): TextFormat {
    const named = this.read.text(item, 'format');
    const format = TEXT_FORMATS.find((one) => one === named);
    if (named !== undefined && format === undefined)
      this.read.mistakes.add(
        this.read.lineOf(item.get('format', true), item),
        'The format is markdown, html or plain.',
      );
    return format ?? 'own';
  }

  private marked(item: YAMLMap, name: string): WrittenText | undefined {
    const text = this.read.text(item, this.key(item, name));
    return text === undefined ? undefined : { text, format: this.format };
  }

  private numeral(item: YAMLMap, key: string): { text: string | undefined; line: number } {
    return { text: this.read.text(item, key), line: this.read.lineOf(item.get(key, true), item) };
  }

  /** A text, with `*` before the right one; or keys. */
  private option(item: Found, around: Node): WrittenOption | undefined {
    const line = this.read.lineOf(item, around);
    if (isMap(item)) return this.optionWithKeys(item, line);
    const text = this.read.scalar(item, around);
    if (text === undefined) return undefined;
    const right = text.trimStart().startsWith('*');
    return { text: { text: right ? text.replace(/^\s*\*/, '') : text, format: this.format }, right, line };
  }

  /** `text` and `right: true`; or one of `right` and `wrong` with the text behind it. */
  private optionWithKeys(item: YAMLMap, line: number): WrittenOption | undefined {
    const { read, format } = this;
    read.checkKeys(item, OPTION_KEYS);
    const about = this.remarks(item, line);
    const [text, right, wrong] = [read.text(item, 'text'), read.text(item, 'right'), read.text(item, 'wrong')];
    if (text !== undefined && wrong === undefined) {
      if (right === undefined || right === 'true' || right === 'false')
        return { text: { text, format }, right: right === 'true', ...about };
      read.mistakes.add(line, 'Beside `text`, `right` is true or false.');
      return undefined;
    }
    if (text === undefined && right !== undefined && wrong === undefined)
      return { text: { text: right, format }, right: true, ...about };
    if (text === undefined && right === undefined && wrong !== undefined)
      return { text: { text: wrong, format }, right: false, ...about };
    read.mistakes.add(
      line,
      'An option is written `- right: …` or `- wrong: …`, or as a text with `*` before the right one.',
    );
    return undefined;
  }

  private remarks(item: YAMLMap, line: number): WrittenRemarks {
    const { read, format } = this;
    const feedback = read.text(item, 'feedback');
    return {
      line,
      feedback: feedback === undefined ? undefined : { text: feedback, format },
      misconception: read.text(item, 'misconception'),
      weight: readWeight({ text: read.text(item, 'weight'), line }, read.mistakes),
    };
  }

  /** A typed answer that is foreseen, beside the options: `- text: …` with what is said about it. */
  private trap(item: Found, around: Node): WrittenTrap | undefined {
    const { read } = this;
    const line = read.lineOf(item, around);
    if (!isMap(item)) {
      read.mistakes.add(
        line,
        'A trap is written `- text: …` with `feedback` or `weight` below it; `*` stands for all other answers.',
      );
      return undefined;
    }
    read.checkKeys(item, ['text', 'tolerance', ...REMARKS]);
    const tolerance = read.text(item, 'tolerance');
    const within = tolerance === undefined ? undefined : readDecimal(tolerance);
    if (tolerance !== undefined && (within ?? -1) < 0) read.mistakes.add(line, 'The tolerance is a number from 0 on.');
    return { text: read.text(item, 'text') ?? '', tolerance: within, ...this.remarks(item, line) };
  }

  /** `- [left, right]` each; what belongs to none stands under `others`. */
  private pairs(item: YAMLMap): WrittenPair[] {
    const { read, format } = this;
    const pairs = read.list(item, 'pairs').flatMap((pair): WrittenPair[] => {
      const sides = isSeq(pair) ? pair.items.map((side) => read.scalar(side, item) ?? '') : [];
      if (sides.length === 2)
        return [{ left: { text: sides[0] ?? '', format }, right: { text: sides[1] ?? '', format } }];
      read.mistakes.add(read.lineOf(pair, item), 'A pair is written `- [left, right]`.');
      return [];
    });
    const others = item.has('others') ? read.texts(item, 'others') : [];
    return [...pairs, ...others.map((text) => ({ right: { text, format } }))];
  }

  private picture(item: YAMLMap): WrittenQuestion['picture'] {
    if (!item.has('picture')) return undefined;
    const { read } = this;
    const map = read.map(item, 'picture');
    const line = read.lineOf(item.get('picture', true), item);
    const url = map === undefined ? read.text(item, 'picture') : read.text(map, 'url');
    const alt = (map === undefined ? undefined : read.text(map, 'alt'))?.trim();
    if (url === undefined || !/^https:\/\/[^\s<>"]{1,980}$/.test(url)) {
      read.mistakes.add(
        line,
        'A picture has an address that begins with `https://`, as in `picture: {url: "https://…", alt: "a loss curve"}`.',
      );
      return undefined;
    }
    if (!alt) {
      read.mistakes.add(line, 'A picture needs a description for those who do not see it: `alt`.');
      return undefined;
    }
    return { url, alt: alt.slice(0, 1000) };
  }

  /** The right answers beside a list of options, by text or letter; without options, the answer to type. */
  private withCorrect(item: YAMLMap, question: WrittenQuestion): WrittenQuestion {
    const key = this.key(item, 'correct');
    if (!item.has(key) || question.broken) return question;
    const texts = this.read.texts(item, key);
    if (question.options.length === 0) {
      const number = texts.length === 1 ? readDecimal((texts[0] ?? '').trim()) : undefined;
      return number === undefined
        ? { ...question, accept: texts }
        : { ...question, number: { value: number, tolerance: question.number?.tolerance ?? 0 } };
    }
    const line = this.read.lineOf(item.get(key, true), item);
    const rights = texts.flatMap((text) =>
      optionsMeant(
        text,
        question.options.map(({ text: one }) => one.text),
        'text',
      ),
    );
    const unknown = texts.find(
      (text) =>
        optionsMeant(
          text,
          question.options.map(({ text: one }) => one.text),
          'text',
        ).length === 0,
    );
    if (unknown !== undefined)
      this.read.mistakes.add(
        line,
        `None of the options is \`${unknown.slice(0, 40).replaceAll('`', "'")}\`. Write the text of the right one.`,
      );
    return {
      ...question,
      options: question.options.map((option, i) => ({ ...option, right: option.right || rights.includes(i) })),
      broken: unknown !== undefined,
    };
  }
}
