import fc from 'fast-check';
import { z } from 'zod';
import type { Command, Option } from '../../src/command/define.ts';
import type { Values } from '../../src/command/line-reader.ts';

/** The bounds of an option, as JSON Schema writes them. */
interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

/** Pieces of text that mean something to the parser, to a phone, to Slack or to a terminal. */
const LOADED = [
  ...['"', "'", '\\', '“', '”', '„', '‘', '’', '`', ' ', '\n', '\t', '\u00a0', '\u2028', '\ufeff', '\u0000'],
  ...['-', '--', '–', '—', '=', ':', ';', ',', '/', '&', '&lt;', '&amp;', '&quot;', '&#34;', '&#x26;', '&nope;', '&#9'],
  ...['--no-bright', '—word', 'word=', 'at=', 'loud:', '-c', '--', 'true', 'off', '__proto__', 'é', '𝒂', '\ud800', '²'],
  ...['a*b+c', 'a=2', '-3', '1,2 -> 1', '0.5', '*', '_', '<!channel>', '<@U1>', '@everyone'],
];

/** Text made of anything: pieces with a meaning, any UTF-16 code units, and ordinary words. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...LOADED), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

/** Values that a command takes: any its zod object allows, with the defaults filled in. */
export function valuesOf(command: Command): fc.Arbitrary<Values> {
  const { properties = {} } = z.toJSONSchema(command.options, { io: 'input' });
  const entries = command.declared.map((option) => {
    const some = anyValueOf(option, properties[option.key] as Bounds);
    return [option.key, option.required ? some : fc.option(some, { nil: undefined })] as const;
  });
  return fc
    .record(Object.fromEntries(entries))
    .map((values) => command.options.safeParse(values))
    .filter(({ success }) => success)
    .map(({ data }) => data as Values);
}

function anyValueOf({ type, choices }: Option, bounds: Bounds): fc.Arbitrary<unknown> {
  if (choices) return fc.constantFrom(...choices);
  const { minimum = -1e300, maximum = 1e300, maxLength } = bounds;
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: Math.max(minimum, -1e9), max: Math.min(maximum, 2 ** 31) });
    case 'number':
      // Adding 0 makes 0 of -0, which no command tells apart.
      return fc.double({ min: minimum, max: maximum, noNaN: true }).map((value) => value + 0);
    case 'string': {
      const longest = fc.constantFrom('"', '\\', 'a', ' ').map((sign) => sign.repeat(maxLength ?? 100));
      return fc.oneof({ arbitrary: nastyText, weight: 20 }, longest);
    }
  }
}
