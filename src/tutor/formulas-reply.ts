import type { Derivation } from '../figures/formulas/equations.ts';
import type { LatexText } from '../figures/formulas/latex-text.ts';
import { formulasPicture } from '../figures/formulas/picture.ts';
import { code, codeBlock, paragraph, say } from '../reply/build.ts';
import type { ReplyNode } from '../reply/document.ts';

/** A derivation as LaTeX to copy, or as a picture of its equations. */
export function formulasNodes(derivation: Derivation, as: 'latex' | 'formulas', latex: LatexText): ReplyNode[] {
  if (as === 'formulas')
    return [
      paragraph(say`The derivation of ${code(derivation.graph.output.name)} as equations.`),
      formulasPicture(derivation),
    ];
  const { text, shown, all } = latex;
  return [
    codeBlock(text),
    paragraph(
      say`Put it between ${code('\\[')} and ${code('\\]')} in LaTeX, or between ${code('$$')} and ${code('$$')} in Markdown. It needs the package ${code('amsmath')}.`,
    ),
    ...(shown === all
      ? []
      : [
          paragraph(
            say`These are the first ${shown} of ${all} equations. Choose names with ${code('--wrt')} to get others.`,
          ),
        ]),
  ];
}
