import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitsTheDescription } from '../../support/discord/described.ts';
import { textOf } from '../../support/discord/people.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { WAYS } from '../../support/discord/ways.ts';
import { germanIris, prices } from '../../support/tables/public.ts';

describe.each(WAYS)('over %s', (way) => {
  const FILES: Record<string, string | Buffer> = {
    '/good.csv': '1,2,1\n3,4,-1\n',
    '/bad.csv': '1,2,1\n3,4,-1\n5,six,1\n',
    '/large.csv': '1,2,1\n'.repeat(200_000),
    '/iris.csv': germanIris(),
    '/prices.csv': prices(),
    '/bytes.csv': Buffer.from([0x31, 0x00, 0x81]),
  };

  /** Stands for the hosts that have attached files. */
  const files: Server = createServer(({ url = '' }, response) => {
    const content = FILES[url];
    if (url === '/redirect.csv') response.writeHead(302, { location: '/good.csv' }).end();
    else if (content === undefined) response.writeHead(404).end('nothing');
    else response.writeHead(200).end(content);
  });

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

  const ELSEWHERE = 'I only take files that are attached in Discord.';

  describe('files attached on Discord', () => {
    it('reads one', async () => {
      const answer = await stage.discord.slash('train', { steps: 3, file: { url: `${origin}/good.csv` } }).answer();
      expect(textOf(answer)).toContain('2 samples');
      expect(answer.ephemeral).toBe(false);
    });

    it.each([
      [
        'a class in words',
        '/iris.csv',
        /Learns `species` from .*read with `;` and decimal commas; left out: `id`/s,
        /\d+ % right \(\d+ of 30\)/,
      ],
      ['targets of thousands', '/prices.csv', /Learns `price` from `area`/, /off by \d{4,5} on average/],
    ])('learns from a table with %s', async (_, path, columns, result) => {
      const answer = await stage.discord.slash('train', { file: { url: origin + path } }).answer();
      expect(textOf(answer)).toMatch(columns);
      expect(textOf(answer)).toMatch(result);
    });

    it.each([
      ['a bad row', '/bad.csv', 'Row 3 does not fit: `six` in column 2 is not a number'],
      ['one that is too large', '/large.csv', 'This file is larger than 1 MB.'],
      ['one that is no text', '/bytes.csv', 'This file is no text in UTF-8'],
      ['one that is gone', '/gone.csv', 'I could not fetch this file from Discord.'],
      ['one that leads elsewhere', '/redirect.csv', ELSEWHERE],
    ])('refuses %s, in private', async (_, path, why) => {
      const answer = await stage.discord.slash('train', { steps: 3, file: { url: origin + path } }).answer();
      expect(textOf(answer)).toContain(why);
      expect(answer.ephemeral).toBe(true);
    });

    it.each([
      'https://example.com/good.csv',
      'http://cdn.discordapp.com/good.csv',
      'https://cdn.discordapp.com:8443/good.csv',
      'https://cdn.discordapp.com.example.com/good.csv',
      'file:///etc/hostname',
      'nonsense',
    ])('asks nobody for %s', async (url) => {
      expect(textOf(await stage.discord.slash('train', { steps: 3, file: { url } }).answer())).toContain(ELSEWHERE);
    });

    fitsTheDescription(() => stage);
  });
});
