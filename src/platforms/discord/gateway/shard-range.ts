/** Shards of the bot that one process has: `0-7/16` are the first half of sixteen. */
export interface ShardRange {
  readonly first: number;
  readonly last: number;
  /** Of all processes together. */
  readonly count: number;
}
