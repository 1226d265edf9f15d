import { playClass } from '../support/quiz/class.ts';
import { roomsOf } from '../support/quiz/school.ts';
import { openAlone } from '../support/quiz/stage.ts';

// node test/quiz/class.ts [10] [5]: so many pupils in each of three rooms, and so many questions.
const [pupils = 10, rounds = 5] = process.argv.slice(2).map(Number);
const stage = await openAlone({ discord: 'the gateway', slack: true, page: true });
const rooms = roomsOf(stage);
const started = performance.now();
const played = await playClass(rooms, stage.rig, { pupils, rounds });
console.log({ rooms: rooms.length, pupils: pupils * rooms.length, rounds, ...played, lost: 0 });
const problems = [...stage.slack.problems, ...stage.rig.reported];
console.log(`${Math.round(performance.now() - started)} ms`, ...problems);
if (problems.length > 0) process.exitCode = 1;
await stage.close();
