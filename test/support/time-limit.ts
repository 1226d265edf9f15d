/**
 * How long a test waits, in ms, for what takes a moment: a machine that is busy with other things may need many. Where
 * tests are to fail soon, `TEST_TIME_LIMIT_MS` says less.
 */
export const TIME_LIMIT_MS = Number(process.env['TEST_TIME_LIMIT_MS'] ?? 120_000);
