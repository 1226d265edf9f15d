import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { buttonsOf, textOf } from '../../support/discord/people.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { WAYS } from '../../support/discord/ways.ts';
import { endOf, SICK_RUNS, TABLES } from '../../support/tables/sick.ts';

describe.each(WAYS)('over %s', (way) => {
  /** Stands for the hosts that have attached files. */
  const files: Server = createServer(({ url = '' }, response) => response.end(TABLES[url.slice(1)]));

  let stage: Stage;
  let origin: string;
  beforeAll(async () => {
    files.listen(0, '127.0.0.1');
    await once(files, 'listening');
    origin = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
    stage = await setStage({ fileOrigins: [origin] }, way);
  });
  afterAll(async () => {
    await stage.close();
    files.closeAllConnections();
    files.close();
  });

  describe('advice on Discord', () => {
    it.each(SICK_RUNS)('for $cause is a button that helps', async (sick) => {
      const { file, args, says, button } = sick;
      const attached = file === undefined ? {} : { file: { url: `${origin}/${file}` } };
      const before = await stage.discord.slash('train', { args, ...attached }).answer();
      expect(textOf(before)).toContain(says);
      const [[label = '', id = ''] = []] = Object.entries(buttonsOf(before));
      expect(label).toMatch(button);
      const after = await stage.discord.click(id).answer();
      expect(endOf(sick, textOf(after))).toBeLessThan(endOf(sick, textOf(before)));
    });

    fitsTheDescription(() => stage);
  });
});
