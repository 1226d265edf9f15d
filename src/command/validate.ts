import type { z } from 'zod';
import { UserError } from '../errors.ts';
import { nearest, shorten } from '../text.ts';
import type { Command, Option } from './define.ts';
import type { LineReader, Values } from './line-reader.ts';
import { exampleValue, quotedIfNeeded } from './option-text.ts';

/**
 * The values as the command's zod object wants them, defaults filled in.
 *
 * @throws UserError for the first that is missing, out of range or none of the choices
 */
export function validate(command: Command, reader: LineReader): Values {
  const result = command.options.safeParse(reader.values);
  if (result.success) return result.data as Values;
  const issue = result.error.issues[0] as z.core.$ZodIssue;
  const option = command.declared.find(({ key }) => key === issue.path[0]);
  const given = option && reader.values[option.key];
  if (option === undefined) throw reader.error('E_OPTION_VALUE', issue.message, undefined);
  if (given === undefined) {
    const example = command.examples[0]?.[0] ?? `/${command.name}`;
    throw new UserError(`\`/${command.name}\` needs ${option.description}.`, {
      code: 'E_MISSING_OPTION',
      hint: `For example \`${example}\`.`,
      remedies: [example],
    });
  }
  const place = reader.places.get(option.key);
  if (issue.code === 'custom' && issue.params?.['error'] instanceof UserError) {
    const { error } = issue.params as { error: UserError };
    const { correction } = error;
    throw error.with({
      option: option.key,
      where: place && { text: reader.text, place },
      correction: place && correction && reader.withValue(option, place, quotedIfNeeded(correction)),
    });
  }
  throw reader
    .error(
      'E_OPTION_VALUE',
      describe(issue, option, given),
      place,
      suggestChoice(option, given),
      place && reader.withValue(option, place, allowed(issue, option, given)),
    )
    .with({ option: option.key });
}

/** The value nearest to the one given that the option takes, or one that it takes at all, as it is written. */
function allowed(issue: z.core.$ZodIssue, option: Option, given: unknown): string {
  if (issue.code === 'too_big' && issue.origin !== 'string' && issue.inclusive) return String(issue.maximum);
  if (issue.code === 'too_small' && issue.origin !== 'string' && issue.inclusive) return String(issue.minimum);
  if (issue.code === 'invalid_type' && issue.expected === 'int') return String(Math.round(Number(given)));
  return nearest(String(given), option.choices ?? []) ?? exampleValue(option);
}

function describe(issue: z.core.$ZodIssue, { flag }: Option, given: unknown): string {
  const value = `\`${shorten(String(given))}\``;
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? `\`${flag}\` takes at most ${issue.maximum} characters.`
        : `\`${flag}\` must be ${issue.inclusive ? 'at most' : 'below'} ${issue.maximum}, not ${value}.`;
    case 'too_small':
      return `\`${flag}\` must be ${issue.inclusive ? 'at least' : 'above'} ${issue.minimum}, not ${value}.`;
    case 'invalid_type':
      return `\`${flag}\` must be a ${issue.expected === 'int' ? 'whole number' : issue.expected}, not ${value}.`;
    case 'invalid_value':
      return `\`${flag}\` cannot be ${value}.`;
    default:
      return `\`${flag}\`: ${issue.message}`;
  }
}

function suggestChoice({ choices }: Option, given: unknown): string | undefined {
  if (choices === undefined) return undefined;
  const near = nearest(String(given), choices);
  return near ? `Did you mean \`${near}\`?` : `It is one of ${choices.join(', ')}.`;
}
