import { formatLine } from '../../command/format.ts';
import type { Answer } from '../../dispatch/bot.ts';
import type { Promised as Noted, OpenAnswers } from '../../dispatch/open-answers.ts';
import type { ParsedCall } from '../../dispatch/parsed-call.ts';
import { type RequestOrigin, tenantOf } from '../../dispatch/request.ts';
import { buttons, sentence } from '../../reply/build.ts';
import type { ResponseWriter } from './response-writer.ts';

const INTERRUPTED = 'I was interrupted. Ask again.';

interface Asked {
  readonly origin: RequestOrigin;
  readonly call: ParsedCall | (() => Promise<ParsedCall>);
  readonly files?: ReadonlyMap<string, string> | undefined;
}

/** The answer that an acknowledgement promises, noted for the case that this process dies. */
export class Promised {
  /** Is it the first delivery with its id? Never rejects. */
  readonly first: Promise<boolean>;
  private readonly answers: OpenAnswers;
  private readonly delivery: { readonly tenant: string; readonly id: string };
  private readonly writer: ResponseWriter;
  private readonly line: string | undefined;
  private address: string;
  private over: Promise<boolean> | undefined;

  constructor(answers: OpenAnswers, { origin, call, files }: Asked, writer: ResponseWriter) {
    this.answers = answers;
    this.delivery = { tenant: tenantOf(origin), id: origin.delivery };
    this.writer = writer;
    this.address = writer.address;
    // What acts is safe to be pressed again where it was pressed, and a file is not here yet.
    if (typeof call !== 'function' && call.error === undefined && call.command.act === undefined && !files?.size)
      this.line = formatLine(call.command, call.values);
    this.first = answers.begin(this.delivery, this.noted);
  }

  /** Notes where the answer goes now, if that has changed. */
  async renew(): Promise<void> {
    const { address } = this.writer;
    if (address === this.address) return;
    this.address = address;
    if (await this.first) await this.answers.change(this.delivery, this.noted);
  }

  /** May the answer be shown? Not when another process has apologised for it. */
  mayBeKept(): Promise<boolean> {
    return this.answers.mayAnswer(this.delivery);
  }

  /** Nothing is owed any more. @returns false where another process has apologised */
  kept(): Promise<boolean> {
    this.over ??= this.end();
    return this.over;
  }

  private async end(): Promise<boolean> {
    return (await this.first) && this.answers.end(this.delivery);
  }

  private get noted(): Noted {
    return { address: this.address, ...(this.line !== undefined && { line: this.line }) };
  }
}

/** What is said in place of an answer that another process has promised. */
export function apologyFor({ line }: Pick<Noted, 'line'>): Answer {
  const { nodes } = sentence(INTERRUPTED);
  const again = line === undefined ? [] : [buttons({ label: 'Ask again', command: line })];
  return { reply: { nodes: [...nodes, ...again] }, pictures: new Map() };
}
