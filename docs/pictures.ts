// Draws the pictures of the README again: node docs/pictures.ts
import { writeFile } from 'node:fs/promises';
import { createBot } from '../src/bot.ts';

const bot = await createBot({
  onTrouble: (error) => {
    throw error;
  },
});
const { pictures } = await bot.ask('/train --no-zero-grad');
await writeFile(new URL('loss.png', import.meta.url), pictures.get('loss') as Uint8Array);
await bot.close();
