import { z } from 'zod';
import { withInput } from '../../command/format.ts';
import type { Answer } from '../../dispatch/bot.ts';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { DispatchResult } from '../../dispatch/result.ts';
import { callToAnswer } from '../../dispatch/typed-answer.ts';
import { buttons, code, paragraph, say } from '../../reply/build.ts';
import {
  asksSchema,
  fileOf,
  MAX_LONG_INPUT,
  type Picture,
  type Reply,
  THEMES,
  type Theme,
} from '../../reply/document.ts';
import { toText } from '../../reply/text.ts';
import type { Answers } from './answers.ts';
import { labAddress } from './lab/address.ts';
import { guestName, nameSchema, personSchema } from './person.ts';
import { render } from './render.ts';

const MAX_LINE = 10_000;

/** What the page sends to ask something. */
export const askSchema = z.strictObject({
  line: z.string().min(1).max(MAX_LINE, 'This line is too long.'),
  /** A text that a button has asked for, to be put behind the line. */
  input: z.string().min(1).max(MAX_LONG_INPUT, `This is too long: ${MAX_LONG_INPUT} characters at most.`).optional(),
  /** Of this asking; one that comes twice is answered once. */
  delivery: z.string().regex(/^[\w-]{8,64}$/),
  person: personSchema,
  name: nameSchema.optional(),
  theme: z.enum(THEMES),
  /** Does it come from a link, and not from somebody who typed or pressed it? */
  linked: z.boolean().optional(),
  /** The question that stands open where somebody typed the line, as a reply said it. */
  asks: asksSchema.optional(),
});

export type Ask = z.infer<typeof askSchema>;

/** What the page hears, one after another: progress, and last how it ended. */
export type Event =
  | { readonly kind: 'progress'; readonly html: string; readonly done: number; readonly total: number }
  | {
      readonly kind: 'answer' | 'refusal';
      readonly id: string;
      /** What was asked, with the text that a button asked for. */
      readonly line: string;
      /** May a link ask it again? Not what changes something. */
      readonly link: boolean;
      readonly html: string;
      /** The reply for copying, and for reading aloud. */
      readonly text: string;
      /** Its formulas for copying, if it has any. */
      readonly latex?: string;
      /** Where the same run is made in the browser, if it is one. */
      readonly lab?: string;
    }
  | { readonly kind: 'stopped' | 'repeat' };

/** All that talk to one server through the page are one group, with one conversation's limits. */
export const TENANT = 'page';
export const CHANNEL = 'page';

interface AskContext {
  readonly dispatcher: Dispatcher;
  readonly answers: Answers;
}

/**
 * Serves what somebody asked.
 *
 * @param tell hears of progress; the last event is what this resolves to
 */
export async function answerAsk(
  { dispatcher, answers }: AskContext,
  { line, input, delivery, person, name, theme, linked, asks }: Ask,
  tell: (event: Event) => void,
  signal: AbortSignal,
): Promise<Event> {
  const typed = input === undefined ? line : withInput(line, input);
  const answering = callToAnswer(dispatcher.bot, typed, asks);
  const call = answering ?? dispatcher.bot.parse(typed);
  const question = answering === undefined ? typed : String(answering.input);
  const acts = call.command?.act !== undefined;
  const asked = { line: question, link: !acts, theme, lab: labAddress(call) };
  if (linked && acts) return lastEvent(answers, { kind: 'refusal', reply: notByItself(question) }, asked);
  const result = await dispatcher.dispatch({
    platform: 'web',
    tenant: TENANT,
    channel: CHANNEL,
    user: person,
    name: name || guestName(person),
    manages: false,
    at: new Date(),
    delivery: `${person}.${delivery}`,
    call,
    theme,
    typeset: true,
    signal,
    onProgress: (reply) => {
      const event = progressEvent(reply);
      if (event !== undefined) tell(event);
    },
  });
  return lastEvent(answers, result, asked);
}

/** Whoever made a link is not who follows it: what it would do is done when the latter says so. */
const notByItself = (line: string): Reply => ({
  nodes: [
    paragraph(say`This link would do something: ${code(line)}. A link alone does not; press the button to do it.`),
    buttons({ label: 'Do it', command: line }),
  ],
});

function progressEvent(reply: Reply): Event | undefined {
  const progress = reply.nodes.find((node) => node.kind === 'progress');
  if (progress === undefined) return undefined;
  const { done, total } = progress;
  const html = render(reply, { pictureUrl: () => undefined, fileUrl: () => '' }).toString();
  return { kind: 'progress', html, done, total };
}

interface Asked {
  readonly line: string;
  readonly link: boolean;
  readonly theme: Theme;
  readonly lab: string | undefined;
}

function lastEvent(answers: Answers, result: DispatchResult, { line, link, theme, lab }: Asked): Event {
  if (result.kind !== 'answer' && result.kind !== 'refusal') return { kind: result.kind };
  const answer: Answer = result.kind === 'answer' ? result.answer : { reply: result.reply, pictures: new Map() };
  const { reply, pictures } = answer;
  const id = answers.add({ reply, pictures }, theme);
  const { latex } = reply;
  const [html, text] = [renderAnswer(id, answer, theme), toText(reply)];
  const shown = { kind: result.kind, id, line, link, html, text, ...(latex !== undefined && { latex }) };
  return lab !== undefined && result.kind === 'answer' ? { ...shown, lab } : shown;
}

/** An answer that is kept under an id, with the addresses of what belongs to it. */
export const renderAnswer = (id: string, answer: Answer, theme: Theme): string =>
  render(answer.reply, {
    pictureUrl: pictureUrls(id, answer, theme),
    fileUrl: ({ name }) => `/texts/${id}/${name}`,
    typeset: answer.typeset,
  }).toString();

/** The addresses of an answer's pictures that were drawn. */
export const pictureUrls =
  (id: string, { pictures }: Answer, theme: Theme) =>
  (picture: Picture): string | undefined =>
    pictures.has(picture.name) ? `/pictures/${id}/${fileOf(picture).name}?theme=${theme}` : undefined;
