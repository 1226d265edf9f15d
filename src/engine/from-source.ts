/**
 * A function from its source, with these values as constants that V8 can inline.
 *
 * @param source the body of a function that gets the constants by their names and returns what is wanted
 * @param otherwise gives the same without code from text, for where that is forbidden, as by the content security
 *   policy of a web page
 */
export function fromSource<F>(constants: Readonly<Record<string, unknown>>, source: string, otherwise: () => F): F {
  let build: (...values: unknown[]) => F;
  try {
    build = new Function(...Object.keys(constants), source) as typeof build;
  } catch (error) {
    if (error instanceof EvalError) return otherwise();
    throw error;
  }
  return build(...Object.values(constants));
}
