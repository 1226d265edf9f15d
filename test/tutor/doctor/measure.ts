import { diagnose } from '../../../src/tutor/doctor/diagnose.ts';
import { healthy, PLANTED, sick } from './runs.ts';

/**
 * How often the doctor names the planted cause first, and how often it claims nothing of a healthy run:
 * `node src/app/launch.js test/tutor/doctor/measure.ts [runs a cause] [first seed]`.
 */
const [count = 24, from = 1000] = process.argv.slice(2).map(Number);
const seeds = Array.from({ length: count }, (_, i) => from + i);
let [named, all] = [0, 0];
for (const cause of PLANTED) {
  const found = seeds.map((seed) => diagnose(sick(cause, seed))?.cause ?? 'nothing');
  const right = found.filter((one) => one === cause).length;
  const others = found.flatMap((one, i) => (one === cause ? [] : [`${one} (${seeds[i]})`]));
  process.stdout.write(`${cause.padEnd(18)}${right} of ${count}${others.length > 0 ? `; ${others.join(', ')}` : ''}\n`);
  named += right;
  all += count;
}
const claims = Array.from({ length: all }, (_, i) => diagnose(healthy(from + i))?.cause);
const quiet = claims.filter((cause) => cause === undefined).length;
const share = (part: number): string => `${((100 * part) / all).toFixed(1)} %`;
process.stdout.write(`named first: ${named} of ${all}, ${share(named)}\nquiet: ${quiet} of ${all}, ${share(quiet)}\n`);
