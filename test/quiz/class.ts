import { playClass } from '../support/quiz/class.ts';
import { openSchool } from '../support/quiz/school.ts';

// node test/quiz/class.ts [10] [5]: so many pupils in each of three rooms, and so many questions.
const [pupils = 10, rounds = 5] = process.argv.slice(2).map(Number);
const { rooms, rig, problems, close } = await openSchool();
const started = performance.now();
const played = await playClass(rooms, rig, { pupils, rounds });
console.log({ rooms: rooms.length, pupils: pupils * rooms.length, rounds, ...played, lost: 0 });
console.log(`${Math.round(performance.now() - started)} ms`, ...problems());
if (problems().length > 0) process.exitCode = 1;
await close();
