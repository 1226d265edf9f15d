/** How a run of tests ended. */
export interface Outcome {
  readonly ended: 'passed' | 'failed' | 'late';
  /** The first test that failed. */
  readonly by: string;
}

/** What the tests say of a change; where they do not end, nobody knows whether they would notice. */
export interface Verdict {
  readonly verdict: 'noticed' | 'SURVIVED' | 'timed out';
  readonly by: string;
}

export interface RunOptions {
  /** Milliseconds; tests that take longer are stopped. */
  readonly limit?: number;
  /** One file of tests at a time. */
  readonly alone?: boolean;
}

/** How many times the limit a second try may take. */
const PATIENCE = 3;

/**
 * Runs the tests until a run of them fails. One that took too long is tried again, alone and with a longer limit: the
 * machine may have been busy.
 */
export async function judge(
  runs: readonly (readonly string[])[],
  limit: number,
  test: (run: readonly string[], options: RunOptions) => Promise<Outcome>,
): Promise<Verdict> {
  for (const run of runs) {
    const first = await test(run, { limit });
    const { ended, by } = first.ended === 'late' ? await test(run, { limit: PATIENCE * limit, alone: true }) : first;
    if (ended !== 'passed') return { verdict: ended === 'failed' ? 'noticed' : 'timed out', by };
  }
  return { verdict: 'SURVIVED', by: '' };
}
