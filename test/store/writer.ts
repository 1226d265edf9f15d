import { openStore } from '../../src/store/open.ts';

const [dataDir = '', name = '', count = ''] = process.argv.slice(2);
const store = await openStore({ dataDir });
for (let number = 0; number < Number(count); number++) {
  const line = `${name} ${number}`;
  const key = await store.saveLine(line);
  await store.firstDelivery(name, String(number), new Date());
  process.stdout.write(`${key} ${line}\n`);
}
