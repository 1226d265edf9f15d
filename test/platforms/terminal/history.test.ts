import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/command-folder.ts';
import { startChat } from '../../support/terminal.ts';

const UP = '\u001b[A';
const CTRL_D = '\u0004';

describe('history', () => {
  it('is kept from chat to chat', async () => {
    const dataDir = join(await temporaryFolder(), 'not', 'there', 'yet');
    const first = await startChat({ dataDir });
    first.types('/grad a*b\r/train\r');
    await first.hasAsked(2);
    first.types(CTRL_D);
    await first.ended;

    const second = await startChat({ dataDir });
    second.types(`${UP}${UP}\r`);
    await second.hasAsked(1);
    second.types(CTRL_D);
    await second.ended;
    expect(second.asked).toEqual(['/grad a*b']);
  });

  it('is still there after a chat in which nothing was typed', async () => {
    const dataDir = await temporaryFolder();
    await writeFile(join(dataDir, 'history'), '/train\n/grad a*b');
    const first = await startChat({ dataDir });
    first.types(CTRL_D);
    await first.ended;

    const second = await startChat({ dataDir });
    second.types(`${UP}\r`);
    await second.leaves();
    expect(second.asked).toEqual(['/train']);
  });

  it('that cannot be kept does not end the chat', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    const chat = await startChat({ dataDir: file });
    chat.types('/help\r');
    await chat.leaves();
    expect(chat.asked).toEqual(['/help']);
  });
});
