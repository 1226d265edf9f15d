/** Names that a script has for itself, and those of Python. */
const TAKEN = new Set(
  (
    'Value math sys print abs min max float isinstance set reversed assert ' +
    'False None True and as async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield match case'
  ).split(' '),
);

/** Names as Python takes them: `x₁` as `x1`, `lambda` as `lambda_`, and no two alike. */
export function pythonNames(names: readonly string[]): Map<string, string> {
  const given = new Map<string, string>();
  const used = new Set(TAKEN);
  for (const name of names) {
    let written = name.normalize('NFKC').replace(/[^\p{L}\p{Nd}_]/gu, '_');
    if (/^\p{Nd}/u.test(written)) written = `_${written}`;
    while (used.has(written)) written = `${written}_`;
    used.add(written);
    given.set(name, written);
  }
  return given;
}
