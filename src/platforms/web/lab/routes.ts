import type { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { formatLine, withOption } from '../../../command/format.ts';
import type { Bot } from '../../../dispatch/bot.ts';
import { type Asset, sendAsset } from '../assets.ts';
import { COMMAND } from './address.ts';
import { loadModules } from './modules.ts';

const MODULES = '/lab/modules/';
/** What an option can be called; other parts of an address are none. */
const FLAG = /^[a-z][a-z0-9-]*$/;

interface LabOptions {
  /** Its parser reads the address: what `/train` refuses, the lab refuses. */
  readonly bot: Pick<Bot, 'parse'>;
  /** The content of a file of somebody's, by the key that the address has; undefined for one that is gone. */
  readonly file: (key: string) => Promise<string | undefined>;
}

/** The routes of the lab beside its page: the engine as modules, and what its address means. */
export function addLab(app: Hono, { bot, file }: LabOptions): void {
  let modules: Promise<ReadonlyMap<string, Asset>> | undefined;

  app.get(`${MODULES}:path{.+}`, async (c) => {
    modules ??= loadModules();
    const found = (await modules).get(c.req.param('path'));
    return found === undefined ? c.notFound() : sendAsset(c, found);
  });

  // `/lab?data=moons&lr=0.3` asks what `/train --data moons --lr 0.3` means.
  app.get('/lab/settings', async (c) => {
    const asked = Object.entries(c.req.query()).filter(([flag]) => FLAG.test(flag));
    const call = bot.parse(asked.reduce((line, [flag, text]) => withOption(line, flag, text), `/${COMMAND}`));
    if (call.error !== undefined) throw call.error;
    const { command, values } = call;
    // `?help=1` asks about it.
    if (command.name !== COMMAND) return c.notFound();
    const options = command.declared.map(({ key, flag, type, choices, suggestions, default: preset }) => ({
      key,
      flag,
      type,
      choices: choices ?? suggestions,
      default: preset,
    }));
    const key = command.declared.find(({ attachment }) => attachment)?.key;
    const reference = key && values[key];
    const csv = typeof reference === 'string' ? await file(reference) : undefined;
    if (reference !== undefined && csv === undefined) throw gone();
    return c.json({ line: formatLine(command, values), values, options, ...(csv !== undefined && { csv }) });
  });
}

const gone = () => new HTTPException(404, { message: 'I do not have this file any more. Attach it again.' });
