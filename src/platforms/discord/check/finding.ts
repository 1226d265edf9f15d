/** One thing that was looked at. */
export interface Finding {
  /** `unknown` is what Discord does not tell, `note` what may be meant so. */
  readonly state: 'right' | 'wrong' | 'note' | 'unknown';
  readonly what: string;
  /** What to do about it. */
  readonly todo?: string;
}

export const right = (what: string): Finding => ({ state: 'right', what });
export const wrong = (what: string, todo: string): Finding => ({ state: 'wrong', what, todo });
export const note = (what: string, todo: string): Finding => ({ state: 'note', what, todo });
