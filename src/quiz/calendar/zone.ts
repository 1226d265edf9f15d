import { UserError } from '../../errors.ts';
import { nearest } from '../../text.ts';

/**
 * The time zone that somebody means: its name in the IANA database, in any case, or the city alone.
 *
 * @throws UserError for a zone that there is not
 */
export function readZone(typed: string): string {
  const wanted = typed.trim().replaceAll(' ', '_').toLowerCase();
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const found = zones.find((zone) => zone.toLowerCase() === wanted) ?? zones.find((zone) => cityOf(zone) === wanted);
  if (found !== undefined) return found;
  // Names that are not listed, such as Europe/Kiev or GMT, are known all the same.
  if (isKnown(wanted)) return new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone;
  const near = nearest(wanted, zones) ?? zones.find((zone) => cityOf(zone) === nearest(wanted, zones.map(cityOf)));
  throw new UserError(`I know no time zone \`${typed.slice(0, 40).replaceAll('`', "'")}\`.`, {
    code: 'E_UNKNOWN_ZONE',
    hint:
      near === undefined
        ? 'It is written like `Europe/Berlin`; `UTC` is the same everywhere.'
        : `Did you mean \`${near}\`?`,
    option: 'zone',
    correction: near ?? 'UTC',
  });
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
