import { type Profiler, Session } from 'node:inspector';
import { runInNewContext } from 'node:vm';
import { TIME_LIMIT_MS } from '../support/time-limit.ts';

/** How often functions of `src/` are called in `work`, as V8 counts them: the same however busy the machine is. */
export function cost(work: () => void): number {
  const session = new Session();
  session.connect();
  try {
    session.post('Profiler.enable');
    // Blocks would be counted only until they are compiled, and not always.
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    // What a regular expression keeps busy for ever has an end here.
    runInNewContext('work()', { work }, { timeout: TIME_LIMIT_MS });
    let calls = 0;
    session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error) throw error;
      calls = callsIn(result);
    });
    return calls;
  } finally {
    session.disconnect();
  }
}

const callsIn = (scripts: readonly Profiler.ScriptCoverage[]): number =>
  scripts
    .filter(({ url }) => url.includes('/src/'))
    .flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0]?.count ?? 0))
    .reduce((all, count) => all + count, 0);
