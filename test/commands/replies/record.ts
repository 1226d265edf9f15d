/**
 * Writes down what the recorded command lines are answered now: `node src/app/launch.js test/commands/replies/record.ts`.
 * With lines on stdin, those join the records. What has changed is to be read before it is committed.
 */
import { text } from 'node:stream/consumers';
import { readEntries, recorded, replyTo, writeEntries } from './book.ts';

const lines = new Set(recorded().flatMap((name) => readEntries(name).map(({ line }) => line)));
if (!process.stdin.isTTY)
  for (const line of (await text(process.stdin)).split('\n')) if (line.trim() !== '') lines.add(line.trim());

const byCommand = Map.groupBy([...lines].sort(), (line) => /^\/?(\w+)/.exec(line)?.[1] ?? 'other');
for (const [name, its] of byCommand)
  writeEntries(
    name,
    its.map((line) => ({ line, reply: replyTo(line) })),
  );
