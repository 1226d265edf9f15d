import type { Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { readJson } from '../body.ts';
import { requirePerson, requireSecret } from '../person.ts';
import { addressesOf } from './address.ts';
import { readCode } from './codes.ts';
import { nameSchema } from './names.ts';
import type { People } from './people.ts';
import { qrSvg } from './qr.ts';
import type { Rooms } from './rooms.ts';

interface RoutesOptions {
  readonly people: People;
  readonly rooms: Rooms;
  readonly originOf: (c: Context) => string;
  /** Where a request comes from, for limits. */
  readonly sourceOf: (c: Context) => string;
}

const named = z.strictObject({ name: nameSchema });
const nobody = z.strictObject({});
const worded = z.strictObject({ word: z.string().min(1).max(100) });

/** The code that an address names. @throws HTTPException for none */
export function codeIn(c: Context): string {
  const code = readCode(c.req.param('code') ?? '');
  if (code === undefined) throw new HTTPException(404, { message: 'The code of a room has four letters.' });
  return code;
}

/** Rooms, and who is in them. */
export function addRooms(app: Hono, { people, rooms, originOf, sourceOf }: RoutesOptions): void {
  // Somebody comes in, or changes their name there.
  app.post('/rooms/:code/enter', async (c) => {
    const { name } = await readJson(c, named);
    const entered = await rooms.enter(codeIn(c), await requirePerson(c, people), name, sourceOf(c));
    // Browsers note a status that says no as a fault of the page, and a name that is taken is none.
    if (entered.kind === 'nameless') return c.json({ kind: 'nameless', error: 'Write a name for the others to see.' });
    if (entered.kind === 'in') return c.json({ ...entered, ...addressesOf(originOf(c), entered.code) });
    const error = `Somebody here is called ${name} already, or nearly so. Another name is free: ${entered.free}`;
    return c.json({ kind: 'taken', error, free: entered.free });
  });

  // Somebody comes back to a room that they are in.
  app.post('/rooms/:code/return', async (c) => {
    await readJson(c, nobody);
    const place = await rooms.placeOf(codeIn(c), await requirePerson(c, people));
    if (place === undefined) return c.json({ kind: 'out', error: 'You are not in this room.' });
    const { code, name, owner } = place;
    return c.json({ kind: 'in', code, name, owner, ...addressesOf(originOf(c), code) });
  });

  // It says nothing of whether there is such a room.
  app.get('/rooms/:code/qr.svg', (c) => {
    const { join } = addressesOf(originOf(c), codeIn(c));
    return c.body(qrSvg(join), 200, { 'content-type': 'image/svg+xml', 'cache-control': 'private, max-age=3600' });
  });

  // Words by which somebody brings themselves to another device.
  app.post('/people/word', async (c) => {
    const { name } = await readJson(c, named);
    return c.json({ word: await people.word(await requirePerson(c, people), name) });
  });

  app.post('/people/device', async (c) => {
    const { word } = await readJson(c, worded);
    return c.json({ name: await people.addDevice(word, requireSecret(c), sourceOf(c)) });
  });
}
