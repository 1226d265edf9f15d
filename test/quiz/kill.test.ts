import { describe, expect, it } from 'vitest';
import { newFolder } from '../store/places.ts';
import { killAgainAndAgain } from './kill.ts';

/** More by hand, on both databases: `node test/quiz/kill.ts 100`. */
const KILLS = 4;

describe('kill -9 in mid-quiz', () => {
  it('loses no answer that was acknowledged, and counts none twice', async () => {
    const place = await newFolder();
    const { acknowledged, lost, miscounted } = await killAgainAndAgain(KILLS, place.options);
    await place.remove();
    expect({ lost, miscounted }).toEqual({ lost: 0, miscounted: 0 });
    expect(acknowledged).toBeGreaterThan(0);
  });
});
