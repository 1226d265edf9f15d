// node ask.ts ADDRESS: asks a running Chainrule for its page, for answers whose pictures come from every library that draws, and
// for what the lab imports. Ends with 0 where all of it came.
import { randomUUID } from 'node:crypto';

const address = process.argv[2] ?? '';

/** One line for each way to draw: a graph, formulas, a moving picture, charts, what a network has learned. */
const LINES = [
  '/grad a*b+c a=2 b=-3 c=10',
  '/grad tanh(w*x+b) --as formulas',
  '/grad a*b+c --animate',
  '/train --no-zero-grad',
  '/train --data moons',
];
const FILES = ['/', '/lab', '/lab/modules/training/lab/modules.ts', '/lab/modules/csv-parse/sync.js'];
const HEADERS = { authorization: `Bearer ${randomUUID().replaceAll('-', '')}` };

async function get(path: string): Promise<Uint8Array> {
  const response = await fetch(new URL(path, address), { headers: HEADERS });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || bytes.length === 0) throw new Error(`${path}: ${response.status}`);
  return bytes;
}

/** The paths of the pictures in the answer to a line; none where its formulas are typeset in place. */
async function picturesOf(line: string): Promise<string[]> {
  const response = await fetch(new URL('/ask', address), {
    method: 'POST',
    headers: { ...HEADERS, 'content-type': 'application/json' },
    body: JSON.stringify({ line, delivery: randomUUID(), theme: 'dark' }),
  });
  const last = JSON.parse((await response.text()).trim().split('\n').at(-1) ?? '{}');
  if (last.kind !== 'answer') throw new Error(`${line}: ${JSON.stringify(last)}`);
  const pictures = [...String(last.html).matchAll(/src="(\/pictures\/[^"?]+)/g)].map(([, path = '']) => path);
  if (pictures.length === 0 && !last.html.includes('<svg')) throw new Error(`${line}: no picture`);
  return pictures;
}

for (const path of FILES) await get(path);
for (const line of LINES) {
  for (const path of await picturesOf(line)) {
    const head = Buffer.from((await get(path)).subarray(0, 4)).toString('latin1');
    if (!head.endsWith('PNG') && head !== 'GIF8') throw new Error(`${path} of ${line} is no picture`);
  }
}
