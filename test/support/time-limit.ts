/** How long a test waits, in ms, for what takes a moment: a machine that is busy with other things may need many. */
export const TIME_LIMIT_MS = 120_000;
