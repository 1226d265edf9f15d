/** What the fake says no with, as Discord would. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  /** What is wrong by the names of the fields. */
  readonly errors: Json | undefined;

  constructor(status: number, code: number, message: string, errors?: Json) {
    super(message);
    this.errors = errors;
    this.status = status;
    this.code = code;
  }
}

/** Throws the refusal of a body whose `problems` are not none. */
export function refuseBody(problems: readonly string[]): void {
  if (problems.length > 0) throw new Refusal(400, 50035, `Invalid Form Body: ${problems.join('; ')}`);
}

export type Json = Record<string, unknown>;

/** Keys of a thing that it may not have. */
export const strangers = (thing: Json, allowed: readonly string[], where: string): string[] =>
  Object.keys(thing)
    .filter((key) => !allowed.includes(key))
    .map((key) => `${where} has no "${key}"`);
