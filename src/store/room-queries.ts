import type { Kysely } from 'kysely';
import type { RoomStore } from './room-store.ts';
import type { Tables } from './schema.ts';

/** What is kept of rooms, on an open database. */
export function createRoomStore(db: Kysely<Tables>): RoomStore {
  return { ...roomQueries(db), ...memberQueries(db), ...deviceQueries(db) };
}

function roomQueries(db: Kysely<Tables>) {
  return {
    async open({ code, owner, openedAt, usedAt }) {
      const result = await db
        .insertInto('web_room')
        .values({ code, owner, opened_at: openedAt, used_at: usedAt })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async room(code) {
      const row = await db.selectFrom('web_room').selectAll().where('code', '=', code).executeTakeFirst();
      return row && { code: row.code, owner: row.owner, openedAt: row.opened_at, usedAt: row.used_at };
    },
    async use(code, now) {
      await db.updateTable('web_room').set({ used_at: now }).where('code', '=', code).execute();
    },
    async remove(code) {
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('web_member').where('room', '=', code).execute();
        await tx.deleteFrom('web_room').where('code', '=', code).execute();
      });
    },
    async openedBy(user, since) {
      const rooms = db.selectFrom('web_room').where('owner', '=', user).where('opened_at', '>=', since);
      const { count } = await rooms.select(({ fn }) => fn.countAll().as('count')).executeTakeFirstOrThrow();
      return Number(count);
    },
    async forgetRooms(before, now) {
      await db.transaction().execute(async (tx) => {
        const old = tx.selectFrom('web_room').where('used_at', '<', before).select('code');
        await tx.deleteFrom('web_member').where('room', 'in', old).execute();
        await tx.deleteFrom('web_room').where('used_at', '<', before).execute();
        await tx.deleteFrom('web_word').where('until', '<', now).execute();
      });
    },
  } satisfies Partial<RoomStore>;
}

function memberQueries(db: Kysely<Tables>) {
  return {
    async nameIn(code, user) {
      const member = db.selectFrom('web_member').where('room', '=', code).where('user', '=', user);
      return (await member.select('name').executeTakeFirst())?.name;
    },
    async enter({ code, user, name, folded, now }) {
      // Another name is written in place of the one before, unless somebody has it: the constraint decides.
      const others = db
        .selectFrom('web_member')
        .where('room', '=', code)
        .where('folded', '=', folded)
        .where('user', '!=', user);
      if ((await others.select('user').executeTakeFirst()) !== undefined) return false;
      try {
        await db
          .insertInto('web_member')
          .values({ room: code, user, name, folded, entered_at: now })
          .onConflict((conflict) => conflict.columns(['room', 'user']).doUpdateSet({ name, folded }))
          .execute();
        return true;
      } catch (error) {
        // Somebody was quicker.
        if ((await others.select('user').executeTakeFirst()) !== undefined) return false;
        throw error;
      }
    },
    async foldedNames(code) {
      const rows = await db.selectFrom('web_member').where('room', '=', code).select('folded').execute();
      return rows.map(({ folded }) => folded);
    },
    async forgetPerson(user) {
      await db.transaction().execute(async (tx) => {
        for (const table of ['web_member', 'web_device', 'web_word'] as const)
          await tx.deleteFrom(table).where('user', '=', user).execute();
      });
    },
  } satisfies Partial<RoomStore>;
}

function deviceQueries(db: Kysely<Tables>) {
  return {
    async ownerOf(device) {
      return (await db.selectFrom('web_device').where('device', '=', device).select('user').executeTakeFirst())?.user;
    },
    async saveWord(row) {
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('web_word').where('user', '=', row.user).execute();
        await tx.insertInto('web_word').values(row).execute();
      });
    },
    addDevice: (word, device, now) =>
      db.transaction().execute(async (tx) => {
        const taken = await tx
          .deleteFrom('web_word')
          .where('word', '=', word)
          .where('until', '>', now)
          .returning(['user', 'name'])
          .executeTakeFirst();
        if (taken === undefined) return undefined;
        const { user } = taken;
        await tx
          .insertInto('web_device')
          .values({ device, user, added_at: now })
          .onConflict((conflict) => conflict.column('device').doUpdateSet({ user, added_at: now }))
          .execute();
        return taken;
      }),
  } satisfies Partial<RoomStore>;
}
