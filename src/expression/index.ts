export {
  checkNames,
  isGradientName,
  notFinite,
  readAnswer,
  readFormula,
  readFormulaIn,
  refuseSeveral,
} from './answer.ts';
export { clean } from './clean.ts';
export { derivative, localDerivative } from './derive.ts';
export { type Comparison, compare, type Right } from './equality/compare.ts';
export { type Measured, measure } from './equality/measure.ts';
export { type Point, pointsAfar, pointsNear } from './equality/points.ts';
export { boundOf, conditionText, holdsAt } from './equality/region.ts';
export { equivalent, hasKink, holds } from './equivalent.ts';
export { evaluate } from './evaluate.ts';
export { format, formatNumber } from './format.ts';
export { expand, type Formula, toFormula } from './formula.ts';
export { buildGraph, type Graph, type GraphNode, withNumbers } from './graph.ts';
export { parse } from './parse.ts';
export { simplerForm } from './simpler.ts';
export { sameForm, simplify } from './simplify.ts';
export { call, type Expression, nameNode, namesIn, numberNode, substitute } from './syntax.ts';
export { isRounded, readWritten, refuseMixed, type WrittenNumber, withPoint } from './written-number.ts';
