const ABOUT =
  '(?: (?:about |all about )?(?:backprop(?:agation)?|back[- ]propagation|(?:the )?chain rule|autograd|gradients|neural networks?|calculus|this|it|everything|from the (?:start|beginning)))?';

/** How people ask for the course. */
const ASKS = [
  `(?:can you |could you )?(?:please )?teach me${ABOUT}`,
  '(?:start|begin|open|take|continue|go on with|show(?: me)?) (?:the |a |my )?(?:course|lessons?)',
  `(?:i (?:want|would like|wish|need)|i'd like|i am here) to learn${ABOUT}`,
  `(?:how (?:do|can) i learn|help me(?: to)? learn)${ABOUT}`,
  '(?:the )?(?:course|lessons)',
].map((pattern) => new RegExp(`^${pattern}$`));

const MOST_CHARACTERS = 80;

/** Does somebody who types no command ask for the course? */
export function asksForCourse(typed: string): boolean {
  const plain = typed
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^\s*(?:hi|hello|hey|ok|okay|so|yes)[\s,!.]+/, '')
    .replace(/[\s!.?]*(?:,? please)?[\s!.?]*$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain.length <= MOST_CHARACTERS && ASKS.some((pattern) => pattern.test(plain));
}
