import { UserError } from '../../errors.ts';
import type { TrainingValues } from '../options.ts';
import { commaReadings } from '../rows.ts';

/** The line of the same command with other values. */
type LineWith = (other: Partial<TrainingValues>) => string;

/** Options that say the same in two ways: the one to keep comes last. */
const RIVALS = [
  ['data', 'file', 'what to learn from', 'E_TWO_SOURCES'],
  ['hidden', 'layers', 'how many neurons there are', 'E_TWO_SIZES'],
  ['epochs', 'steps', 'how long to train', 'E_TWO_LENGTHS'],
] as const;
const DEFAULTS = { data: 'article', hidden: undefined, epochs: undefined };

/**
 * @param lineWith for lines to offer
 * @throws UserError for two options that say the same, and for rows whose commas may be decimal ones
 */
export function checkSources(values: TrainingValues, lineWith: LineWith): void {
  for (const [one, other, what, code] of RIVALS) {
    if (values[one] === DEFAULTS[one] || values[other] === undefined) continue;
    throw new UserError(`\`--${one}\` and \`--${other}\` both say ${what}.`, {
      code,
      hint: 'Give one of the two.',
      remedies: [lineWith({ [one]: DEFAULTS[one] })],
    });
  }
  const readings = values.file === undefined ? commaReadings(values.data) : undefined;
  if (readings === undefined) return;
  throw new UserError(`Is \`${readings.written}\` one number with a decimal comma, or two inputs?`, {
    code: 'E_COMMA_OR_TWO',
    hint: 'One number is written with a point, two with a blank behind the comma.',
    remedies: [readings.decimals, readings.numbers].map((data) => lineWith({ data })),
  });
}
