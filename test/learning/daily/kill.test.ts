import { describe, expect, it } from 'vitest';
import { NO_POSTGRES, newFolder, newSchema, TEST_DATABASE_URL } from '../../store/places.ts';
import { killAgainAndAgain } from './kill.ts';

/** More by hand, on both databases: `node test/learning/daily/kill.ts 20`. */
const KILLS = 3;

describe.each([
  { name: 'SQLite', without: false, place: newFolder },
  { name: 'PostgreSQL', without: !TEST_DATABASE_URL && NO_POSTGRES, place: () => newSchema(TEST_DATABASE_URL ?? '') },
])('two processes and kill -9 on $name', ({ without, place: open }) => {
  it('asks once a day, shows all, and loses no answer', async (context) => {
    if (typeof without === 'string') context.skip(without);
    const place = await open();
    const { asked, days, twice, unseen, lost, acknowledged } = await killAgainAndAgain(KILLS, place.options);
    await place.remove();
    expect({ asked, twice, unseen, lost }).toEqual({ asked: days, twice: 0, unseen: 0, lost: 0 });
    expect(acknowledged).toBeGreaterThan(0);
  });
});
