import { playSeed } from './host/model.ts';

// node test/quiz/soak.ts 100000 [first seed]: plays so many quizzes in which everything goes wrong.
const [count = '10000', first = '0'] = process.argv.slice(2);
const started = performance.now();
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  try {
    await playSeed(seed);
  } catch (error) {
    console.error(`seed ${seed}:`, error);
    process.exitCode = 1;
    break;
  }
}
console.log(`${count} seeds from ${first} in ${Math.round(performance.now() - started)} ms`);
