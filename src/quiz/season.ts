/** A calendar month, `2026-11`. */
export const SEASON = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The season of a moment in ms since 1970: its calendar month in UTC. */
export const seasonOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

/** The first millisecond of a season, and that of the next. */
export function rangeOf(season: string): { readonly from: number; readonly to: number } {
  const [year, month] = season.split('-').map(Number) as [number, number];
  return { from: Date.UTC(year, month - 1), to: Date.UTC(year, month) };
}

export const seasonBefore = (season: string): string => seasonOf(rangeOf(season).from - 1);
