import pino from 'pino';
import { expect, it } from 'vitest';
import { loadCommands } from '../../src/command/registry.ts';
import type { Bot } from '../../src/dispatch/bot.ts';
import { createDispatcher } from '../../src/dispatch/dispatcher.ts';
import { createMetrics } from '../../src/dispatch/metrics.ts';
import { parseInput } from '../../src/dispatch/parsed-call.ts';
import type { DispatchRequest } from '../../src/dispatch/request.ts';
import { buttonIds } from '../../src/platforms/conversation/button-ids.ts';
import { buttons } from '../../src/reply/build.ts';
import { toText } from '../../src/reply/text.ts';
import { StoreUnavailable } from '../../src/store/outage.ts';
import type { Store } from '../../src/store/store.ts';
import poll from '../support/poll.ts';
import { typesetNothing } from '../support/typeset-nothing.ts';

const commands = [...(await loadCommands()), ...poll];
const gone = async (): Promise<never> => {
  throw new StoreUnavailable('cut');
};
const NOTHING = {
  firstDelivery: gone,
  saveLine: gone,
  line: gone,
  file: gone,
  forgetDeliveries: gone,
} as unknown as Store;

let deliveries = 0;
const request = (line: string, changes: Partial<DispatchRequest> = {}): DispatchRequest => ({
  platform: 'slack',
  tenant: 'T1',
  user: 'ada',
  channel: 'study',
  name: 'Ada',
  manages: false,
  at: new Date(0),
  delivery: `d${++deliveries}`,
  call: parseInput(line, commands),
  ...changes,
});

function setUp(ask: Bot['ask']) {
  const lines: string[] = [];
  const bot: Bot = {
    commands,
    parse: (input) => parseInput(input, commands),
    ask,
    draw: async () => new Uint8Array(),
    typeset: typesetNothing,
    close: async () => {},
  };
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
  return { dispatcher: createDispatcher({ bot, store: NOTHING, log, metrics: createMetrics() }), lines };
}

it('what needs nothing of the store is answered without it, each delivery once', async () => {
  let asked = 0;
  const { dispatcher, lines } = setUp(async () => {
    asked++;
    return { reply: { nodes: [] }, pictures: new Map() };
  });
  const once = request('/grad a*b');
  const kinds = await Promise.all([once, once, request('/help')].map((one) => dispatcher.dispatch(one)));
  expect(kinds.map(({ kind }) => kind)).toEqual(['answer', 'repeat', 'answer']);
  expect((await dispatcher.dispatch(once)).kind).toBe('repeat');
  // The same id of another workspace is another delivery.
  expect((await dispatcher.dispatch({ ...once, tenant: 'T2' })).kind).toBe('answer');
  expect([asked, lines]).toEqual([3, []]);
});

it('what needs it is refused with words that say so, and no alarm in the log', async () => {
  const { dispatcher, lines } = setUp(gone);
  const result = await dispatcher.dispatch(request('/lesson'));
  expect(result.kind === 'refusal' && toText(result.reply)).toMatch(
    /^I cannot reach what I keep just now, so nothing was changed\./,
  );
  expect(lines).toEqual([]);
});

it('a button whose line is too long for its id is left out', async () => {
  const { dispatcher } = setUp(gone);
  const [short, long] = ['/grad a*b', `/grad ${'a*'.repeat(100)}b`];
  const reply = { nodes: [buttons({ label: 'Short', command: short }, { label: 'Long', command: long })] };
  const ids = await buttonIds(
    dispatcher,
    reply,
    () => 100,
    () => {},
  );
  expect([...ids.keys()]).toEqual([short]);
});
