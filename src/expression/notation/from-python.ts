/** Modules in front of a function or a constant, as in `np.tanh(x)`, `torch.nn.functional.relu(x)`, `Math.PI`. */
const MODULES =
  /\b(?:np|numpy|jnp|jax|math|cmath|torch|tf|tensorflow|keras|scipy|sp|sympy|F|nn|Math)(?:\.(?:nn|functional|special|math|numpy|activations))*\.(?=[A-Za-z])/g;

/** A number in a wrapper of a library: `Value(2.0, label=a)`, `torch.tensor(3., requires_grad=True)`. */
const WRAPPED =
  /\b(?:Value|tensor|Tensor|Variable|Scalar|float|float64|float32)\(\s*([-+]?[\d.]+(?:[eE][-+]?\d+)?)\s*(?:,[^()\n]*)?\)/g;

/**
 * Code of Python or JavaScript as a formula: modules, wrappers of numbers and the words around an expression go. Text
 * without such code stays as it is.
 */
export function fromPython(text: string): string {
  return text
    .replace(/^[ \t]*(?:import|from)\s.*$|^[ \t]*\w+\.(?:backward|zero_grad)\(\)[ \t]*;?$|(?<=^|\s)#[^\n]*/gm, '')
    .replace(MODULES, '')
    .replace(/(?<=^|[^\w.])(?:PI|Pi|M_PI)(?![\w(])/g, 'pi')
    .replace(/(?<=(?<![\p{L}_])\d{1,3})_(?=\d{3}(?!\d))/gu, '')
    .replace(WRAPPED, '$1')
    .replace(/\b(\w+)\s*=\s*lambda\s+(\w+(?:\s*,\s*\w+)*)\s*:/g, '$1($2) = ')
    .replace(/\blambda\s+\w+(?:\s*,\s*\w+)*\s*:/g, '')
    .replace(/\bdef\s+(\w+)\s*\(([^()]*)\)(?:\s*->\s*\w+)?\s*:\s*return\b/g, '$1($2) =')
    .replace(
      /(?<=\p{L}|\p{N}|_)\[\s*(\d+)\s*\](?:\[\s*(\d+)\s*\])?/gu,
      (_, first, second = '') => `_${first}${second}`,
    );
}
