import type { Kysely } from 'kysely';
import { newTable, type Row } from './new-table.ts';

/** Times are ms since 1970. */
const COLUMNS = {
  web_room: { code: 'text', owner: 'text', opened_at: 'bigint', used_at: 'bigint' },
  web_member: { room: 'text', user: 'text', name: 'text', folded: 'text', entered_at: 'bigint' },
  /** Devices beside the first one of a person, by a hash of their secrets. */
  web_device: { device: 'text', user: 'text', added_at: 'bigint' },
  web_word: { word: 'text', user: 'text', name: 'text', until: 'bigint' },
} as const;

/** The tables of the page's rooms. */
export type RoomTables = { [Table in keyof typeof COLUMNS]: Row<(typeof COLUMNS)[Table]> };

/** What is released here is never changed: a change is a new migration. */
export async function roomTables(db: Kysely<unknown>): Promise<void> {
  const create = (name: keyof RoomTables, ...key: string[]) => newTable(db, name, COLUMNS[name], key);
  const { schema } = db;
  await create('web_room', 'code').execute();
  await schema.createIndex('web_room_owner').on('web_room').columns(['owner', 'opened_at']).execute();
  await create('web_member', 'room', 'user').addUniqueConstraint('web_member_name', ['room', 'folded']).execute();
  await schema.createIndex('web_member_user').on('web_member').column('user').execute();
  await create('web_device', 'device').execute();
  await schema.createIndex('web_device_user').on('web_device').column('user').execute();
  await create('web_word', 'word').addUniqueConstraint('web_word_user', ['user']).execute();
}
