import { FORMULAS_HEIGHT, FORMULAS_WIDTH } from '../../pictures/formulas/size.ts';
import type { Equation, Picture } from '../../reply/document.ts';
import { pictureOf } from '../figure.ts';
import { cutMiddle } from '../graph/texts.ts';
import { type Derivation, equationsOf } from './equations.ts';
import { FOR_PICTURE } from './writing.ts';

/** What an alt text may have; platforms cut it there. */
const MAX_ALT = 1000;
/** Kept for the sentence that says what is left out. */
const REST = 60;

/** Letters of the result's name in the title. */
const TITLE_NAME = 14;

const COLOURS = 'Orange: upstream gradient. Blue: local derivative.';
const NO_ROOM = 'There are more equations than this picture has room for. Choose names with --wrt, or take --as latex.';

/** The picture of a derivation as equations. */
export function formulasPicture(derivation: Derivation): Picture {
  const { equations, complete } = equationsOf(derivation, FOR_PICTURE);
  const { name } = derivation.graph.output;
  return pictureOf('formulas', {
    alt: altOf(`The derivation of the gradients of ${name.slice(0, REST)} as equations.`, equations),
    width: FORMULAS_WIDTH,
    height: FORMULAS_HEIGHT,
    drawing: {
      type: 'formulas',
      title: `The gradients of ${cutMiddle(name, TITLE_NAME)}, link by link`,
      subtitle: [COLOURS, ...(complete ? [] : [NO_ROOM])],
      equations: [...equations],
      rest: NO_ROOM,
    },
  });
}

/** The equations read out, as many as there is room for. */
function altOf(start: string, equations: readonly Equation[]): string {
  let alt = start;
  for (const [i, { text }] of equations.entries()) {
    const left = equations.length - i;
    const next = `${alt} ${text}.`;
    if (next.length > MAX_ALT - (left > 1 ? REST : 0))
      return `${alt} ${left} more ${left === 1 ? 'equation' : 'equations'}.`;
    alt = next;
  }
  return alt;
}
