import type { Requester } from '../../command/requester.ts';
import { UserError } from '../../errors.ts';
import { mayDo, type Rules, type Standing } from '../../quiz/session/rules.ts';
import type { Daily } from './kept.ts';

/** Whoever turned it on is its host. */
export const DAILY_RULES = {
  on: { may: ['host', 'manager'], does: 'set up the question of the day' },
  off: { may: ['host', 'manager'], does: 'turn the question of the day off' },
  status: { may: ['anyone'], does: 'see how the question of the day goes' },
  now: { may: ['host', 'manager'], does: 'ask the question of the day early' },
} satisfies Record<string, Rules>;

type Verb = keyof typeof DAILY_RULES;

/** Slack does not say who manages a workspace. */
const UNMANAGED = /^slack:/;

/** What somebody and the bot write to each other alone is theirs. */
const isDirect = ({ tenant, user }: Pick<Requester, 'tenant' | 'user'>): boolean => tenant.endsWith(`:${user}`);

/** How somebody stands to the question of the day where they are. Where nobody manages, anyone may turn it on while it is off. */
export function standingOf(who: Pick<Requester, 'tenant' | 'user' | 'manages'>, daily: Daily | undefined): Standing {
  const by = daily?.settings.by?.user;
  const isFree = daily?.row.due === undefined || by === undefined;
  return {
    isHost: by === who.user,
    isParticipant: false,
    manages: who.manages || isDirect(who) || (UNMANAGED.test(who.tenant) && isFree),
  };
}

/** @throws UserError for who may not */
export function checkMay(verb: Verb, who: Requester, daily: Daily | undefined): void {
  const rules = DAILY_RULES[verb];
  if (mayDo(rules, standingOf(who, daily))) return;
  const isOff = daily?.row.due === undefined;
  throw new UserError(
    `Only ${whoManages(who)}${isOff || ON_PAGE.test(who.tenant) ? '' : ' or whoever turned it on'} may ${rules.does}.`,
    {
      code: 'E_NOT_ALLOWED',
      hint: isOff ? 'To practise alone, try `/quiz practice`.' : '`/daily status` says when the next one comes.',
      remedies: [isOff ? '/quiz practice' : '/daily status'],
    },
  );
}

const ON_PAGE = /^web:/;

/** Who may do everything where somebody is. */
export const whoManages = ({ tenant }: Pick<Requester, 'tenant'>): string =>
  ON_PAGE.test(tenant) ? 'whoever opened the room' : 'somebody who manages the server';
