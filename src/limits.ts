/** 1 MB: the most of a file, in bytes or in characters, that is taken from a person or shown to one. */
export const MAX_FILE = 1_000_000;
