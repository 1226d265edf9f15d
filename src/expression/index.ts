export {
  checkNames,
  isGradientName,
  notFinite,
  readAnswer,
  readFormula,
  readFormulaIn,
  refuseSeveral,
} from './answer.ts';
export { derivative, localDerivative } from './derive.ts';
export { type Comparison, compare, type Right } from './equality/compare.ts';
export { equivalent, hasKink, holds } from './equality/equivalent.ts';
export { type Measured, measure } from './equality/measure.ts';
export { type Point, pointsAfar, pointsNear } from './equality/points.ts';
export { boundOf, conditionText, holdsAt } from './equality/region.ts';
export { roundedCoefficients } from './equality/rounded-coefficients.ts';
export { simplerForm } from './equality/simpler.ts';
export {
  isRounded,
  readWritten,
  refuseMixed,
  roundingOf,
  type WrittenNumber,
  withPoint,
} from './equality/written-number.ts';
export { evaluate } from './evaluate.ts';
export { findFormula } from './find-formula.ts';
export { format, formatNumber } from './format.ts';
export { expand, type Formula, toFormula } from './formula.ts';
export { buildGraph, type Graph, type GraphNode, withNumbers } from './graph.ts';
export { clean } from './notation/clean.ts';
export { statementsOf } from './notation/request.ts';
export { fromSpoken } from './notation/spoken.ts';
export { parse } from './parse.ts';
export { readPhrase } from './phrases.ts';
export { type Choice, listedNames, type Reading, readRequest } from './reading.ts';
export { sameForm, simplify } from './simplify.ts';
export { call, type Expression, nameNode, namesIn, numberNode, sizeOf, substitute } from './syntax.ts';
