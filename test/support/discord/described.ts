import { expect, it } from 'vitest';
import { schemaProblems } from './schemas.ts';
import type { Stage } from './stage.ts';

/** The last test of a file: everything the bot sent is also what Discord's own description of its API wants. */
export function fitsTheDescription(stage: () => Stage): void {
  it("sent only what fits Discord's own description", () => {
    expect(stage().discord.made.length).toBeGreaterThan(0);
    expect(schemaProblems(stage().discord.made)).toEqual([]);
  });
}
