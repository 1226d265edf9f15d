import { diagnosisOf, toldOf, verdictOf } from './curves.ts';
import { healthy, PLANTED, sick } from './runs.ts';

/**
 * How often the doctor of `--log` names the planted cause among those that fit, by the losses alone, and how often it claims
 * nothing of a healthy run: `node src/app/launch.js test/tutor/doctor/measure-log.ts [runs a cause] [first seed]`.
 */
const [count = 30, from = 2000] = process.argv.slice(2).map(Number);
const seeds = Array.from({ length: count }, (_, i) => from + i);
const totals = { named: 0, 'cannot tell': 0, wrong: 0 };
for (const cause of PLANTED) {
  const here = { named: 0, 'cannot tell': 0, wrong: 0 };
  const others: string[] = [];
  for (const seed of seeds) {
    const diagnosis = diagnosisOf(sick(cause, seed));
    const verdict = verdictOf(cause, diagnosis);
    here[verdict]++;
    totals[verdict]++;
    if (verdict === 'wrong')
      others.push(`${seed}: ${diagnosis.course === 'down' ? 'nothing wrong' : toldOf(diagnosis).join(' ')}`);
  }
  const counts = Object.entries(here).map(([verdict, times]) => `${verdict} ${times}`);
  process.stdout.write(`${cause.padEnd(18)}${counts.join(', ')}${others.length > 0 ? `; ${others.join(', ')}` : ''}\n`);
}
const all = count * PLANTED.length;
const share = (part: number, of: number): string => `${part} of ${of}, ${((100 * part) / of).toFixed(1)} %`;
for (const [verdict, times] of Object.entries(totals)) process.stdout.write(`${verdict}: ${share(times, all)}\n`);
const claims = Array.from({ length: all }, (_, i) => toldOf(diagnosisOf(healthy(from + i))));
const loud = claims.flatMap((told, i) => (told.length === 0 ? [] : [`${from + i}: ${told.join(' ')}`]));
process.stdout.write(`healthy, quiet: ${share(all - loud.length, all)}\n${loud.join('\n')}\n`);
