import { describe, expect, it } from 'vitest';
import { readEntries, recorded, replyTo } from './book.ts';

// Same line, same answer: what these lines are answered stands in the files beside this one, word for word.
describe.each(recorded())('the recorded answers of /%s', (name) => {
  it.each(readEntries(name))('$line', ({ line, reply }) => {
    expect(replyTo(line)).toBe(reply);
  });
});
