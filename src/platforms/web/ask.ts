import { z } from 'zod';
import { withInput } from '../../command/format.ts';
import { Busy } from '../../dispatch/admission/limiter.ts';
import type { Answer } from '../../dispatch/bot.ts';
import { type Dispatcher, NOT_KEPT } from '../../dispatch/dispatcher.ts';
import type { DispatchResult } from '../../dispatch/result.ts';
import { callToAnswer } from '../../dispatch/typed-answer.ts';
import { UserError } from '../../errors.ts';
import { asksSchema } from '../../reply/asked.ts';
import { buttons, code, paragraph, say, withCode } from '../../reply/build.ts';
import { fileOf, MAX_LONG_INPUT, type Picture, type Reply, THEMES, type Theme } from '../../reply/document.ts';
import { toText } from '../../reply/text.ts';
import { StoreUnavailable } from '../../store/outage.ts';
import type { Answers } from './answers.ts';
import { begins, NO_ROOM, PLATFORM, TENANT } from './group.ts';
import { labAddress } from './lab/address.ts';
import { guestName, personSchema } from './person.ts';
import { render } from './render.ts';
import { addressesOf } from './rooms/address.ts';
import { CODE } from './rooms/codes.ts';
import { invitation, qrHtml } from './rooms/invitation.ts';
import { nameSchema } from './rooms/names.ts';
import type { Place, Rooms } from './rooms/rooms.ts';

const MAX_LINE = 10_000;

/** What the page sends to ask something. */
export const askSchema = z.strictObject({
  line: z.string().min(1).max(MAX_LINE, 'This line is too long.'),
  /** A text that a button has asked for, to be put behind the line. */
  input: z.string().min(1).max(MAX_LONG_INPUT, `This is too long: ${MAX_LONG_INPUT} characters at most.`).optional(),
  /** Of this asking; one that comes twice is answered once. */
  delivery: z.string().regex(/^[\w-]{8,64}$/),
  /** The room in which it is asked. */
  room: z.string().regex(CODE).optional(),
  /** Who asks, from a client that sends no secret. */
  person: personSchema.optional(),
  /** What to call whoever asks, outside of rooms: in one they have the name under which they came. */
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
      /** The lines of the buttons that stand for what has been answered: these have a mark. */
      readonly chosen?: readonly string[];
      /** The room that it has opened. */
      readonly opened?: Place;
      /** The room that whoever asked is not in, though they think so. */
      readonly notIn?: string;
    }
  | { readonly kind: 'stopped' | 'repeat' };

export interface AskContext {
  readonly dispatcher: Dispatcher;
  readonly answers: Answers;
  readonly rooms: Rooms;
}

/** Who asks, and from where. */
export interface Asker {
  readonly id: string;
  /** The page's own origin. */
  readonly origin: string;
  /** The address that the request comes from. */
  readonly from: string;
}

/**
 * Serves what somebody asked.
 *
 * @param tell hears of progress; the last event is what this resolves to
 */
export async function answerAsk(
  { dispatcher, answers, rooms }: AskContext,
  { line, input, delivery, room, name, theme, linked, asks }: Ask,
  { id, origin, from }: Asker,
  tell: (event: Event) => void,
  signal: AbortSignal,
): Promise<Event> {
  const typed = input === undefined ? line : withInput(line, input);
  const answering = callToAnswer(dispatcher.bot, typed, asks);
  const call = answering ?? dispatcher.bot.parse(typed);
  const question = answering === undefined ? typed : String(answering.input);
  const acts = call.command?.act !== undefined;
  const asked = { line: question, link: !acts, theme, lab: labAddress(call) };
  const refused = (reply: Reply, more: object = {}): Event => ({
    ...lastEvent(answers, { kind: 'refusal', reply }, asked),
    ...more,
  });
  if (linked && acts) return refused(notByItself(question));
  const looked = room === undefined ? undefined : await lookUp(() => rooms.placeOf(room, id));
  // What only computes is answered all the same.
  if (looked === 'unavailable' && acts) return refused(notKept());
  const here = looked === 'unavailable' ? undefined : looked;
  if (room !== undefined && looked === undefined) return refused(notIn(room), { notIn: room });
  const opens = call.error === undefined && begins(call.command.name, call.values);
  if (opens && here !== undefined && !here.owner) return refused(notTheirs(here.code));
  const called = name || guestName(id);
  const begun =
    opens && here === undefined ? await lookUp(() => opening(() => rooms.open(id, called, from))) : undefined;
  if (begun === 'unavailable') return refused(notKept());
  const opened = begun;
  if (opened instanceof UserError) return refused(toReply(opened));
  const place = here ?? opened;
  const result = await dispatcher.dispatch({
    platform: PLATFORM,
    tenant: TENANT,
    channel: place?.code ?? NO_ROOM,
    // All rooms that somebody opens have their questions; outside of rooms everybody has their own.
    bank: `~${here?.ownerId ?? id}`,
    user: id,
    name: place?.name ?? called,
    // Whoever has opened a room manages it.
    manages: place?.owner ?? false,
    at: new Date(),
    delivery: `${id}.${delivery}`,
    call,
    theme,
    typeset: true,
    signal,
    onProgress: (reply) => {
      const event = progressEvent(reply);
      if (event !== undefined) tell(event);
    },
  });
  if (opened === undefined)
    return lastEvent(answers, result, { ...asked, lab: asked.lab ?? labWithin(dispatcher, result) });
  if (result.kind === 'answer') return openedEvent(answers, result, asked, opened, origin);
  await rooms.remove(opened.code);
  return lastEvent(answers, result, asked);
}

/** Where a run that an answer includes is made in the browser. */
const labWithin = ({ bot }: Dispatcher, result: DispatchResult): string | undefined =>
  result.kind !== 'answer'
    ? undefined
    : result.answer.reply.included
        ?.map(({ line }) => labAddress(bot.parse(line)))
        .find((address) => address !== undefined);

/** What the store says, or that it cannot say anything now. */
async function lookUp<T>(work: () => Promise<T>): Promise<T | 'unavailable'> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreUnavailable) return 'unavailable';
    throw error;
  }
}

const notKept = (): Reply => ({ nodes: [paragraph(withCode(NOT_KEPT))] });

/** Too many rooms are a refusal like any other. */
async function opening(open: () => Promise<Place>): Promise<Place | UserError> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof UserError) return error;
    if (error instanceof Busy)
      return new UserError('Too many rooms were opened.', {
        code: 'E_ROOMS_MANY',
        hint: `Try again in ${error.retryAfter} s.`,
      });
    throw error;
  }
}

/** What somebody has opened a room with, and how the others come in. */
function openedEvent(
  answers: Answers,
  result: Extract<DispatchResult, { kind: 'answer' }>,
  asked: Asked,
  opened: Place,
  origin: string,
): Event {
  const addresses = addressesOf(origin, opened.code);
  const reply: Reply = {
    ...result.answer.reply,
    nodes: [...invitation(opened.code, addresses), ...result.answer.reply.nodes],
  };
  const event = lastEvent(answers, { ...result, answer: { ...result.answer, reply } }, asked);
  if (event.kind !== 'answer') return event;
  return { ...event, html: `${qrHtml(opened.code, addresses)}${event.html}`, opened };
}

const toReply = (error: UserError): Reply => ({
  nodes: [error.message, error.hint ?? ''].filter(Boolean).map((text) => paragraph(withCode(text))),
});

const notIn = (room: string): Reply => ({
  nodes: [paragraph(say`You are not in room ${room}. Come in with your name.`)],
});

const notTheirs = (room: string): Reply => ({
  nodes: [
    paragraph(say`Only whoever opened room ${room} may start something in it.`),
    paragraph(say`Leave the room first: then it begins in a room of your own.`),
  ],
});

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
  const { latex, chosen } = reply;
  const [html, text] = [renderAnswer(id, answer, theme), toText(reply)];
  const more = { ...(latex !== undefined && { latex }), ...(chosen !== undefined && { chosen }) };
  const shown = { kind: result.kind, id, line, link, html, text, ...more };
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
