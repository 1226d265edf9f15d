/** How people ask for the course. */
const ASKS = [
  /^(?:please |can you |could you )?teach me(?: (?:about )?(?:backprop(?:agation)?|back[- ]propagation|(?:the )?chain rule|autograd|neural networks?|calculus|everything|from the (?:start|beginning)))?$/,
  /^(?:start|begin|open|take|continue|go on with) (?:the |a |my )?(?:course|lessons?)$/,
  /^(?:i(?: a|')?(?:m| want| would like|d like)?(?: here)? to learn|how (?:do|can) i learn|help me learn)(?: (?:about )?(?:backprop(?:agation)?|back[- ]propagation|(?:the )?chain rule|autograd|neural networks?|this|it))?$/,
  /^(?:the )?(?:course|lessons)$/,
];

/** Does somebody who types no command ask for the course? */
export function asksForCourse(typed: string): boolean {
  const plain = typed
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^(?:hi|hello|hey|ok|okay|so|yes)[,!. ]+/, '')
    .replace(/[\s!.?]*(?:,? please)?[\s!.?]*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= 80 && ASKS.some((pattern) => pattern.test(plain));
}
