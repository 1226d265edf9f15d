// Draws the pictures it is given over and over; prints by how many bytes the process grows after the first renders.
import { drawLocally } from '../../../src/pictures/draw.ts';
import type { Picture } from '../../../src/reply/document.ts';

const [warmUp = 0, renders = 0] = process.argv.slice(2).map(Number);
const pictures = JSON.parse(Buffer.concat(await process.stdin.toArray()).toString()) as Picture[];
let [before, most] = [0, 0];
for (let i = 0; i < warmUp + renders; i++) {
  await drawLocally(pictures[i % pictures.length] as Picture, i % 2 === 0 ? 'dark' : 'light');
  const { rss } = process.memoryUsage();
  if (i < warmUp) before = Math.max(before, rss);
  else most = Math.max(most, rss);
}
console.log(most - before);
