import { withOption } from '../../command/format.ts';
import type { Requester } from '../../command/requester.ts';
import { UserError } from '../../errors.ts';
import type { Level } from '../../questions/question.ts';
import type { TOPICS } from '../../questions/type.ts';
import { TYPE_FILES } from '../../questions/types/files.ts';
import { moment } from '../../quiz/calendar/wall.ts';
import { readZone } from '../../quiz/calendar/zone.ts';
import { NO_STREAK } from '../../quiz/daily/streak.ts';
import { dailyRevealView, dailyOf as dailySettingsOf, dailyView, streakAfter } from '../../quiz/daily/view.ts';
import { loadWhole, type Whole } from '../../quiz/host/load.ts';
import { platformOf } from '../../quiz/host/start.ts';
import { newSessionKey } from '../../quiz/session/question-key.ts';
import { mayDo } from '../../quiz/session/rules.ts';
import { ChannelGone, NotAllowed } from '../../quiz/transport.ts';
import type { Reply } from '../../reply/document.ts';
import type { DailyChange } from '../../store/learning/daily.ts';
import { capitalize } from '../../text.ts';
import type { Asking, AskOptions } from './ask.ts';
import { lostIn } from './ask.ts';
import { changeOf, type Daily, type DailySettings, dailyOf, NEW_STATE } from './kept.ts';
import { announcement, nowReply, offReply, onReply, statusReply } from './replies.ts';
import { checkMay, DAILY_RULES, standingOf, whoManages } from './rules.ts';
import { dateAt, nextSlot, readDays, readTime } from './schedule.ts';

/** What is chosen; the rest stays as it was here, or is usual. */
interface DailyOptions {
  readonly time?: string | undefined;
  readonly zone?: string | undefined;
  readonly days?: string | undefined;
  readonly topic?: (typeof TOPICS)[number] | 'all' | undefined;
  /** 0 is any. */
  readonly level?: number | undefined;
  readonly pin?: boolean | undefined;
  readonly names?: boolean | undefined;
}

/** The question of the day where somebody is. Everything throws a UserError for what cannot be. */
export interface DailyService {
  on(options: DailyOptions, who: Requester): Promise<Reply>;
  off(who: Requester): Promise<Reply>;
  status(who: Requester): Promise<Reply>;
  now(who: Requester): Promise<Reply>;
}

/** What the commands of the question of the day need from the app. */
export interface DailyServices {
  readonly daily: DailyService;
}

const MOST_TRIES = 20;
const USUAL = { hour: 18, minute: 0, zone: 'UTC', days: [0, 1, 2, 3, 4, 5, 6], pin: false, names: false };

/** @param soon asks what is due at once, in the background */
export function createManagement({ store, host, onError }: AskOptions, asking: Asking, soon: () => void): DailyService {
  const { options } = host;
  const { clock, transports } = options;

  const here = async ({ tenant, channel }: Requester): Promise<Daily | undefined> => {
    const row = await store.daily(tenant, channel);
    return row && dailyOf(row);
  };

  /** Makes a change of what is kept, again where something else changed it in between. */
  const change = async <T>(
    who: Requester,
    make: (daily: Daily | undefined, now: number) => Promise<{ readonly write: DailyChange; readonly result: T }>,
  ): Promise<T> => {
    for (let i = 0; i < MOST_TRIES; i++) {
      const { write, result } = await make(await here(who), clock.now());
      if (await store.saveDaily(write)) return result;
    }
    throw new Error(`the question of the day in ${who.channel} changed ${MOST_TRIES} times in a row`);
  };

  const isSolo = ({ tenant }: Requester): boolean => transports.get(platformOf(tenant))?.solo ?? false;

  /** Says to all that it begins; so it shows whether we may write there. @throws UserError if not */
  const announce = async (
    who: Requester,
    wanted: DailyOptions,
    settings: DailySettings,
    due: number,
  ): Promise<void> => {
    const transport = transports.get(platformOf(who.tenant))?.transport;
    if (transport === undefined || isSolo(who)) return;
    const reply = announcement(settings, due);
    try {
      await transport.post(who, `daily-${newSessionKey(options.random)}`, { reply, pictures: new Map() });
    } catch (error) {
      if (error instanceof NotAllowed || error instanceof ChannelGone) throw cannotWrite(who, wanted);
      // The questions are sent until they arrive.
      onError(error);
    }
  };

  const settingsFor = async (wanted: DailyOptions, who: Requester, daily: Daily | undefined) => {
    const kept = daily?.settings;
    const { zone: named, topic, level, pin, names } = wanted;
    const before = kept?.zone ?? (await lastZone(who));
    const read = <T>(option: 'time' | 'zone' | 'days', reader: (typed: string) => T): T | undefined => {
      const typed = wanted[option];
      try {
        return typed === undefined ? undefined : reader(typed);
      } catch (error) {
        throw remedied(error, wanted, option, { time: '18:00', zone: undefined, days: 'mon-fri' }[option]);
      }
    };
    const at = read('time', readTime);
    const on = read('days', readDays);
    const zone = read('zone', readZone) ?? before ?? USUAL.zone;
    const canPin = transports.get(platformOf(who.tenant))?.transport.pin !== undefined;
    const settings: DailySettings = {
      ...USUAL,
      ...kept,
      ...at,
      ...(on !== undefined && { days: on }),
      zone,
      topic: topic === undefined ? kept?.topic : topic === 'all' ? undefined : topic,
      level: level === undefined ? kept?.level : level === 0 ? undefined : (level as Level),
      pin: canPin && (pin ?? kept?.pin ?? USUAL.pin),
      names: names ?? kept?.names ?? USUAL.names,
      by: { user: who.user, name: who.name },
      ...(who.bank !== undefined && { owned: true }),
    };
    // There must be such questions.
    await options
      .make({ topic: settings.topic, level: settings.level, seed: 1, types: TYPE_FILES.length })
      .catch((error: unknown) => Promise.reject(remedied(error, wanted, 'level', '0')));
    return { settings, zoneKnown: named !== undefined || before !== undefined, canPin };
  };

  const lastZone = async ({ tenant, channel }: Requester): Promise<string | undefined> => {
    const [row] = await options.store.tasks(tenant, channel, 1);
    return row && (await loadWhole(options.store, row)).settings.task?.zone;
  };

  const isOn = (daily: Daily | undefined): daily is Daily => daily?.row.due !== undefined;

  return {
    async on(wanted, who) {
      const first = await here(who);
      checkMay('on', who, first);
      const { settings, zoneKnown, canPin } = await settingsFor(wanted, who, first);
      const last = first && (await asking.last(first.state));
      const lost = lostIn(last);
      const wasOn = isOn(first) && lost === undefined;
      if (!wasOn) await announce(who, wanted, settings, nextSlot(settings, clock.now(), first?.state.asked).at);
      const due = await change(who, async (daily, now) => {
        checkMay('on', who, daily);
        const blank: Daily = {
          row: { tenant: who.tenant, channel: who.channel, settings: '', state: '', version: 0, due: undefined },
          settings,
          state: NEW_STATE,
        };
        const known = daily ?? blank;
        const { at } = nextSlot(settings, now, known.state.asked);
        // What could not go on is left behind, but not the streak.
        const fresh = lost === undefined ? {} : { session: undefined, streak: last && dailySettingsOf(last).streak };
        return { write: changeOf(known, { settings, state: { ...fresh, lost: undefined }, due: at }, now), result: at };
      });
      if (last !== undefined) await asking.move(last, due);
      return onReply({
        asked: first?.state.asked === dateAt(clock.now(), settings.zone),
        settings,
        due,
        wasOn,
        zoneKnown,
        pinless: wanted.pin === true && !canPin,
        solo: isSolo(who),
      });
    },
    async off(who) {
      const daily = await here(who);
      checkMay('off', who, daily);
      if (daily === undefined || (daily.row.due ?? daily.state.lost) === undefined) throw isOff(who, daily);
      const open = await change(who, async (known = daily, now) => ({
        write: changeOf(known, { state: { lost: undefined, missed: [] }, due: undefined }, now),
        result: await asking.last(known.state),
      }));
      const wasOpen = open?.state.stage.at === 'daily';
      if (open !== undefined) await asking.move(open, clock.now());
      return offReply(wasOpen);
    },
    async now(who) {
      const daily = await here(who);
      checkMay('now', who, daily);
      if (!isOn(daily) || lostIn(await asking.last(daily.state)) !== undefined) throw isOff(who, daily);
      await change(who, async (known, now) => {
        if (!isOn(known)) throw isOff(who, known);
        const { settings, state, row } = known;
        const date = dateAt(now, settings.zone);
        if (state.asked !== undefined && state.asked >= date) throw isAsked(known);
        return { write: changeOf(known, { due: Math.min(now, row.due ?? now) }, now), result: undefined };
      });
      soon();
      return nowReply();
    },
    async status(who) {
      const daily = await here(who);
      if (daily === undefined) throw isOff(who, daily);
      const now = clock.now();
      const [last, previous] = await Promise.all([asking.last(daily.state), asking.previous(daily.state)]);
      const shown = [last, previous].find((one): one is Whole => (one?.state.revealed ?? 0) > 0);
      return statusReply({
        settings: daily.settings,
        state: daily.state,
        lost: daily.state.lost ?? lostIn(last),
        due: daily.row.due,
        open: last?.state.stage.at === 'daily' ? dailyView(last, now) : undefined,
        shown: shown && dailyRevealView(shown, now),
        streak: shown === undefined ? (daily.state.streak ?? NO_STREAK) : streakAfter(shown),
        pin: last?.state.daily?.pin,
        asked: daily.state.asked === dateAt(now, daily.settings.zone),
        leads: mayDo(DAILY_RULES.on, standingOf(who, daily)),
        solo: isSolo(who),
      });
    },
  };
}

function isOff(who: Requester, daily: Daily | undefined): UserError {
  const may = mayDo(DAILY_RULES.on, standingOf(who, daily));
  return new UserError('There is no question of the day here.', {
    code: 'E_DAILY_OFF',
    hint: may
      ? 'Turn it on, for example with `/daily on --time 18:00 --zone Europe/Berlin`.'
      : `${capitalize(whoManages(who))} can turn it on. To practise alone, try \`/quiz practice\`.`,
    remedies: [may ? '/daily on' : '/quiz practice'],
  });
}

const ON_SLACK = /^slack:/;

const cannotWrite = ({ tenant }: Requester, wanted: DailyOptions): UserError =>
  new UserError('I may not write in this channel, so no question can come here.', {
    code: 'E_CHANNEL_CLOSED',
    hint: ON_SLACK.test(tenant)
      ? 'Invite me: type `/invite @chainrule` here. Then turn it on again.'
      : 'Allow me to see this channel and to send messages in it. Then turn it on again.',
    remedies: [lineOf(wanted)],
  });

const isAsked = ({ row, settings }: Daily): UserError =>
  new UserError("Today's question was asked already.", {
    code: 'E_DAILY_ASKED',
    hint: row.due === undefined ? 'One a day is enough.' : `The next one comes ${moment(row.due, settings.zone)}.`,
    remedies: ['/daily status'],
  });

/** The line that was typed. */
function lineOf({ time, zone, days, topic, level, pin, names }: DailyOptions): string {
  const given = { time, zone, days, topic, level: level?.toString() };
  const line = Object.entries(given).reduce(
    (before, [name, value]) => (value === undefined ? before : withOption(before, name, value)),
    '/daily on',
  );
  const flag = (name: string, value: boolean | undefined): string =>
    value === undefined ? '' : value ? ` --${name}` : ` --no-${name}`;
  return `${line}${flag('pin', pin)}${flag('names', names)}`;
}

/** What is refused of one option, with a line that works. @param instead where the error knows nothing better */
function remedied(error: unknown, wanted: DailyOptions, option: keyof DailyOptions, instead?: string): unknown {
  if (!(error instanceof UserError)) return error;
  const value = error.correction ?? instead;
  if (value === undefined) return error;
  const known = option === 'level' ? { level: Number(value) } : { [option]: value };
  return error.with({ correction: undefined, remedies: [lineOf({ ...wanted, ...known })] });
}
