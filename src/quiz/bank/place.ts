import type { Requester } from '../../command/requester.ts';
import type { BankPlace } from '../../store/bank-store.ts';

/** Whom a bank is for: all in a channel, all in a server or workspace, or one person in all channels. */
export const SCOPES = ['channel', 'server', 'me'] as const;
export type Scope = (typeof SCOPES)[number];

/** In front of a number of a bank that is not the channel's. */
const LETTERS: Readonly<Record<Scope, string>> = { channel: '', server: 's', me: 'm' };

/** Who is meant, and where. */
export type Visitor = Pick<Requester, 'tenant' | 'channel' | 'bank' | 'user'>;

/** Where somebody's bank of this scope is. A group whose channels have their banks from people shares none in all of them. */
export function placeOf({ tenant, channel, bank, user }: Visitor, scope: Scope): BankPlace {
  const shared = `c:${bank ?? channel}`;
  const server = bank === undefined ? 's' : shared;
  const places: Readonly<Record<Scope, string>> = { channel: shared, server, me: `u:${user}` };
  return { tenant, place: places[scope] };
}

/** Every bank that somebody can ask questions from where they are. */
export function placesOf(who: Visitor): BankPlace[] {
  const places = new Map(SCOPES.map((scope) => placeOf(who, scope)).map((place) => [place.place, place]));
  return [...places.values()];
}

/** Of which scope a bank is. */
export const scopeOf = ({ place }: Pick<BankPlace, 'place'>): Scope =>
  place.startsWith('c:') ? 'channel' : place === 's' ? 'server' : 'me';

/** What a question or a change of a bank is called where it can be seen: `12` in the channel's, `s12`, `m12`. */
export const referenceOf = (place: Pick<BankPlace, 'place'>, number: number): string =>
  `${LETTERS[scopeOf(place)]}${number}`;

/** How people write it. */
const REFERENCE = /^#?([sm]?)(\d{1,9})$/i;

/** Reads a reference; undefined for a text that is none. */
export function readReference(text: string): { readonly scope: Scope; readonly number: number } | undefined {
  const [, letter, number] = REFERENCE.exec(text.trim()) ?? [];
  if (letter === undefined) return undefined;
  const scope = SCOPES.find((one) => LETTERS[one] === letter.toLowerCase()) ?? 'channel';
  return { scope, number: Number(number) };
}

/** On the page anybody can open a room, and who has opened one manages that room alone. */
const ON_PAGE = /^web:/;

/** Whose bank is meant where nobody says: rooms of the page come and go, and their questions are to stay. */
export const usualScope = ({ tenant }: Pick<Visitor, 'tenant'>): Scope => (ON_PAGE.test(tenant) ? 'me' : 'channel');

/** May somebody look at what others brought, and change it? */
export const managesBanks = ({ tenant, manages }: Pick<Requester, 'tenant' | 'manages'>): boolean =>
  manages && !ON_PAGE.test(tenant);

const CALLED: Readonly<Record<Scope, string>> = {
  channel: "this channel's bank",
  server: "the server's bank",
  me: 'your own bank',
};
/** The page has rooms, and neither channels nor a server that is managed. */
const CALLED_ON_PAGE: typeof CALLED = { ...CALLED, channel: "this room's bank", server: "this room's bank" };

/** What a bank is called in a sentence, where somebody is. */
export const calledIn = ({ tenant }: Pick<Visitor, 'tenant'>, scope: Scope): string =>
  (ON_PAGE.test(tenant) ? CALLED_ON_PAGE : CALLED)[scope];

/** What is said of those who manage a server; nothing where there is none. */
export const ofManagers = ({ tenant }: Pick<Visitor, 'tenant'>, words: string): string =>
  /^(?:web|terminal):/.test(tenant) ? '' : words;
