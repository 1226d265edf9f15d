import { day } from '../../quiz/assign/replies.ts';
import { saidDate } from '../../quiz/calendar/wall.ts';
import { missedNodes } from '../../quiz/daily/replies.ts';
import type { Streak } from '../../quiz/daily/streak.ts';
import type { DailyRevealView, DailyView } from '../../quiz/session/view-data.ts';
import { buttons, code, heading, list, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import type { DailySettings, DailyState } from './kept.ts';
import { saidDays, writtenTime } from './schedule.ts';

const STATUS: Button = { label: 'Status', command: '/daily status' };
const NOW: Button = { label: "Ask today's now", command: '/daily now' };
const OFF: Button = { label: 'Turn it off', command: '/daily off' };

/** `at 18:00 (Europe/Berlin), Monday to Friday, about graph, level 3`. */
function aboutSettings({ topic, level, days, zone, ...time }: DailySettings): string {
  const about = topic === undefined ? '' : `, about ${topic}`;
  return `at ${writtenTime(time)} (${zone}), ${saidDays(days)}${about}${level === undefined ? '' : `, level ${level}`}`;
}

const whoIsNamed = ({ names }: DailySettings): string =>
  names ? 'With the answer, whoever was right is named.' : 'With the answer come counts; nobody is named.';

/** Said to all where it begins. */
export const announcement = (settings: DailySettings, due: number): Reply => ({
  nodes: [
    heading('A question of the day'),
    paragraph(say`From now on, one question a day comes here: ${aboutSettings(settings)}.`),
    paragraph(
      say`Each answers alone, with the buttons below it, until the next one comes. Then the answer is shown. ${whoIsNamed(settings)}`,
    ),
    paragraph(say`The first one comes ${day(due, settings.zone)}.`),
  ],
});

interface On {
  readonly settings: DailySettings;
  readonly due: number;
  /** Was it on before, with other settings? */
  readonly wasOn: boolean;
  /** Was the zone named, or used here before? */
  readonly zoneKnown: boolean;
  /** Was a pin asked for where there is none? */
  readonly pinless: boolean;
  readonly solo: boolean;
  /** Was today's question asked? */
  readonly asked: boolean;
}

/** It is on: when, about what, and what the others are told. */
export const onReply = ({ settings, due, wasOn, zoneKnown, pinless, solo, asked }: On): Reply => ({
  nodes: [
    paragraph(
      say`${strong(wasOn ? 'The question of the day is changed.' : 'The question of the day is on.')} It comes here ${aboutSettings(settings)}.`,
    ),
    paragraph(say`The next one comes ${day(due, settings.zone)}.${solo ? '' : ` ${whoIsNamed(settings)}`}`),
    ...(zoneKnown
      ? []
      : [paragraph(say`The time is in UTC. Say yours with ${code('--zone Europe/Berlin')}, for example.`)]),
    ...(pinless ? [paragraph(say`Messages cannot be pinned here.`)] : []),
    buttons(...(asked ? [] : [NOW]), STATUS, OFF),
  ],
});

export const offReply = (wasOpen: boolean): Reply => ({
  nodes: [
    paragraph(
      say`The question of the day is off.${wasOpen ? ' The open question is closed, and its answer is shown.' : ''}`,
    ),
    buttons({ label: 'Turn it on again', command: '/daily on' }),
  ],
});

export const nowReply = (): Reply => ({ nodes: [paragraph(say`Today's question comes now.`)] });

interface Status {
  readonly settings: DailySettings;
  readonly state: DailyState;
  readonly lost: DailyState['lost'];
  /** When the next one comes; undefined while it is off. */
  readonly due: number | undefined;
  readonly open: DailyView | undefined;
  /** The last question whose answer is shown. */
  readonly shown: DailyRevealView | undefined;
  readonly streak: Streak;
  readonly pin: 'wanted' | 'done' | 'refused' | undefined;
  /** Was today's question asked? */
  readonly asked: boolean;
  /** May they change it? */
  readonly leads: boolean;
  readonly solo: boolean;
}

/** How it goes: when the next one comes, what is open, how the last one went, and what is in the way. */
export function statusReply(status: Status): Reply {
  const { settings, state, lost, due, asked, leads } = status;
  const isOn = due !== undefined && lost === undefined;
  const actions = !leads ? [] : isOn ? [...(asked ? [] : [NOW]), OFF] : [{ label: 'Turn it on', command: '/daily on' }];
  return {
    nodes: [
      heading('Question of the day'),
      paragraph(isOn ? say`${strong('On')}: ${aboutSettings(settings)}.` : offLine(lost)),
      ...(isOn
        ? [paragraph(say`The next one comes ${day(due, settings.zone)}. ${status.solo ? '' : whoIsNamed(settings)}`)]
        : []),
      ...missedNodes(state.missed),
      ...listed([...openLine(status), ...lastLine(status), ...streakLine(status), ...pinLine(status)]),
      ...(actions.length > 0 ? [buttons(...actions)] : []),
    ],
  };
}

const offLine = (lost: Status['lost']): Span[] => {
  if (lost === 'channel-gone') return say`${strong('Off')}: the channel was gone, or I was not in it.`;
  return lost === 'not-allowed'
    ? say`${strong('It waits')}: I may not write in this channel. Invite me or allow me to, then turn it on again.`
    : say`${strong('Off')}.`;
};

const listed = (items: Span[][]): ReplyNode[] => (items.length === 0 ? [] : [list(items)]);

function openLine({ open, solo }: Status): Span[][] {
  if (open === undefined) return [];
  const { daily, count } = open;
  const have =
    count === 0
      ? 'nobody has answered yet'
      : `${counted(count, 'person', 'people')} ${count === 1 ? 'has' : 'have'} answered`;
  return [say`Open: the question of ${saidDate(daily.date)}${solo ? '' : `; ${have}`}.`];
}

function lastLine({ shown, solo }: Status): Span[][] {
  if (shown === undefined) return [];
  const { daily, count, right } = shown;
  const shares =
    count === 0
      ? 'nobody answered'
      : count === 1
        ? 'one person answered'
        : `${right === 0 ? 'none' : right} of ${counted(count, 'person', 'people')} ${right === 1 ? 'was' : 'were'} right`;
  return [say`Last answer shown: ${saidDate(daily.date)}${solo ? '' : `; ${shares}`}.`];
}

const streakLine = ({ streak: { days }, solo }: Status): Span[][] =>
  solo || days === 0
    ? []
    : [
        say`The group's streak: ${counted(days, 'day')} on which at least three people answered. One day a week is free.`,
      ];

const pinLine = ({ settings, pin, due }: Status): Span[][] => {
  if (!settings.pin || due === undefined) return [];
  return pin === 'refused'
    ? [say`I may not pin messages here, so the question is not pinned. Everything else works.`]
    : [say`The question is pinned while it is open.`];
};
