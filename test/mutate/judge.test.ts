import { describe, expect, it } from 'vitest';
import { judge, type Outcome, type RunOptions } from './judge.ts';

const LIMIT = 1000;

describe('judge', () => {
  it.each<[ends: Outcome['ended'][], verdict: string, tries: string[]]>([
    [['failed'], 'noticed', ['near 1000']],
    [['passed', 'failed'], 'noticed', ['near 1000', 'all 1000']],
    [['passed', 'passed'], 'SURVIVED', ['near 1000', 'all 1000']],
    [['late', 'failed'], 'noticed', ['near 1000', 'near 3000 alone']],
    [['late', 'passed', 'failed'], 'noticed', ['near 1000', 'near 3000 alone', 'all 1000']],
    [['late', 'passed', 'late', 'passed'], 'SURVIVED', ['near 1000', 'near 3000 alone', 'all 1000', 'all 3000 alone']],
    [['late', 'late'], 'timed out', ['near 1000', 'near 3000 alone']],
    [['passed', 'late', 'late'], 'timed out', ['near 1000', 'all 1000', 'all 3000 alone']],
  ])('takes tests that end %j for %s', async (ends, verdict, tries) => {
    const seen: string[] = [];
    const test = async ([name]: readonly string[], { limit, alone }: RunOptions): Promise<Outcome> => {
      seen.push(`${name} ${limit}${alone ? ' alone' : ''}`);
      return { ended: ends[seen.length - 1] ?? 'passed', by: 'a test' };
    };
    expect((await judge([['near'], ['all']], LIMIT, test)).verdict).toBe(verdict);
    expect(seen).toEqual(tries);
  });

  it('names the test that noticed', async () => {
    expect(await judge([['near']], LIMIT, async () => ({ ended: 'failed', by: 'a test' }))).toEqual({
      verdict: 'noticed',
      by: 'a test',
    });
  });
});
