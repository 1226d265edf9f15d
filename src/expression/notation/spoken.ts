const NUMBERS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
/** "twenty five", "twenty-five", "twelve". */
const SPOKEN_NUMBER = `(?:(?:${TENS.join('|')})(?:[ -]?(?:${NUMBERS.slice(1, 10).join('|')}))?|${NUMBERS.join('|')})`;
const ORDINALS = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];
/** "two thirds": the parts of one. */
const PARTS = ['half', 'third', 'quarter|fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
/** Functions that may stand before "of". */
const FUNCTIONS =
  'sin|cos|tan|asin|acos|atan|arcsin|arccos|arctan|sinh|cosh|tanh|exp|log|ln|log2|log10|sqrt|cbrt|abs|sigmoid|relu|erf|softplus|gelu|step|sign|log_2|log_10';
const JOINED: Record<string, string> = { sum: '+', product: '*', difference: '-', quotient: '/', ratio: '/' };

type Phrase = readonly [pattern: RegExp, sign: string | ((...groups: string[]) => string)];

/** What people say for signs, longer phrases first. */
const PHRASES: readonly Phrase[] = [
  // What stands right behind the power of e belongs to it: "e to the two x". Of "x to the two y" nobody can tell.
  [
    new RegExp(
      `\\be (?:raised )?to the (?:power (?:of )?)?(minus |negative )?(${SPOKEN_NUMBER}|[\\d.]+) (?!and\\b|at\\b|plus\\b)(\\p{L})(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    (_, minus, number, name) => `e^(${minus ? '-' : ''}${number} ${name})`,
  ],
  [
    new RegExp(`\\b(${SPOKEN_NUMBER}|\\d+|a)[ -](${PARTS.join('|')})s?(?: of)?\\b`, 'gi'),
    (_, above, part) =>
      `(${above.toLowerCase() === 'a' ? 1 : above}/${PARTS.findIndex((one) => one.split('|').includes(part.toLowerCase())) + 2})`,
  ],
  [/\b(?:the )?(?:square|second) root (?:of )?/gi, 'sqrt '],
  [/\b(?:the )?(?:cube|cubic|third) root (?:of )?/gi, 'cbrt '],
  [/\b(?:the )?root of /gi, 'sqrt '],
  [/\b(?:the )?(?:absolute value|magnitude) of /gi, 'abs '],
  [/\b(?:the )?natural log(?:arithm)? (?:of )?/gi, 'log '],
  [/\blog(?:arithm)? (?:to )?(?:the )?base (?:(2|two)|10|ten) (?:of )?/gi, (_, two) => (two ? 'log2 ' : 'log10 ')],
  [/\b(?:the )?logarithm (?:of )?/gi, 'log '],
  [/\b(?:the )?exponential (?:function )?(?:of )?/gi, 'exp '],
  [
    /\b(?:the )?(sine|cosine|tangent) (squared|cubed)(?: of)?\b/gi,
    (_, name, power) => `${short(name)}^${power === 'cubed' ? 3 : 2}`,
  ],
  [
    /\b(?:the )?(square|cube) of (\p{L}\p{N}*(?!\p{L})|\([^()]*\))/giu,
    (_, power, base) => `${base}^${power === 'cube' ? 3 : 2}`,
  ],
  // Nobody divides one by one.
  [/\bone over one (plus|minus) (.+?)(?=$|[,;)]|\s(?:at|where|when|for|with)\s)/gi, 'one over (one $1 $2)'],
  [/\bhyperbolic (sine|cosine|tangent)\b/gi, (_, name) => `${short(name)}h`],
  [/\b(?:arc ?|inverse )(sine|cosine|tangent)\b/gi, (_, name) => `a${short(name)}`],
  [/\b(?:the )?(sine|cosine|tangent)\b/gi, (_, name) => short(name)],
  [new RegExp(`\\b(?:the )?(${FUNCTIONS}) of\\b`, 'gi'), '$1'],
  [/\b(?:raised )?to the power(?: of)? /gi, '^'],
  [/\b(?:raised )?to the (\d+)(?:st|nd|rd|th)(?: power)?\b/gi, '^$1'],
  [
    new RegExp(`\\b(?:raised )?to the (${ORDINALS.join('|')})(?: power)?\\b`, 'gi'),
    (_, word) => `^${indexIn(ORDINALS, word)}`,
  ],
  [/\braised to (?:the )?/gi, '^'],
  [/\bto the (?=[\p{L}\p{N}(-])/giu, '^'],
  [/\bthe quantity (.+?)(?=$|[,;)]|\s(?:all|squared|cubed|over|at|where|when|to the)\b)/gi, '($1)'],
  [/^(.+?),? all (squared|cubed)\b/gi, '($1) $2'],
  [/\s*\bsquared\b/gi, '^2'],
  [/\s*\bcubed\b/gi, '^3'],
  [
    /\b(?:the )?(sum|product|difference|quotient|ratio) (?:of|between) (.+?) and (.+?)(?=$|[,;)]|\s(?:at|where|when|for|with|plus|minus|times|squared)\s)/gi,
    (_, kind, left, right) => `(${left} ${JOINED[kind.toLowerCase()]} ${right})`,
  ],
  [/\b(?:one |a )?half(?: of)?\b/gi, '(1/2)'],
  [/\b(max|min)(?:imum)? of (.+?) and (.+?)(?=$|[,;)]|\s(?:at|where|when|for|with)\s)/gi, '$1($2, $3)'],
  [/\bplus\b/gi, '+'],
  [/\bminus\b|\bnegative\b/gi, '-'],
  [/\btimes\b|\bmultiplied (?:by|with)\b/gi, '*'],
  [/\bdivided by\b|\bover\b/gi, '/'],
  [/\bis equal to\b|\bequals?\b/gi, '='],
  [/\b(?:open|left) (?:bracket|parenthesis|paren)\b/gi, '('],
  [/\b(?:close|right) (?:bracket|parenthesis|paren)\b/gi, ')'],
  [new RegExp(`\\b${SPOKEN_NUMBER}\\b`, 'gi'), numberOf],
  [/\b(\d+(?:\.\d+)?) hundred\b/gi, (_, count) => `${count}00`],
  [/\bthe (?:quantity )?/gi, ''],
];

/** 25 of "twenty-five". */
function numberOf(words: string): string {
  const [first = '', second = ''] = words.toLowerCase().split(/[ -]/);
  const tens = TENS.findIndex((ten) => first.startsWith(ten));
  if (tens < 0) return String(indexIn(NUMBERS, first));
  const one = first.slice((TENS[tens] as string).length) || second;
  return String(10 * (tens + 2) + (one === '' ? 0 : indexIn(NUMBERS, one)));
}

const short = (name: string): string => name.toLowerCase().slice(0, 3);
const indexIn = (words: readonly string[], word: string): number => words.indexOf(word.toLowerCase());

/** A word that this file knows: without one there is nothing to do. */
const ANY =
  /\b(?:plus|minus|times|over|divided|multiplied|squared|cubed|root|power|raised|to the|half|sum|product|difference|quotient|ratio|equals?|sine|cosine|tangent|logarithm|exponential|absolute|negative|of|the|all|max|min|natural|base|one|two|three|four|five|six|seven|eight|nine|ten|zero|bracket|parenthesis|eleven|twelve|\w+teen|\w+ty|quarter|third)\b/i;

/** "a times b squared" as `a * b^2`; a text without such words stays as it is. */
export function fromSpoken(text: string): string {
  if (!ANY.test(text)) return text;
  let signs = text;
  for (const [pattern, sign] of PHRASES) {
    signs = typeof sign === 'string' ? signs.replace(pattern, sign) : signs.replace(pattern, sign as () => string);
  }
  return signs
    .replace(/\s*\^\s*/g, '^')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
