export { clean } from './clean.ts';
export { derivative, localDerivative } from './derive.ts';
export { evaluate } from './evaluate.ts';
export { format, formatNumber } from './format.ts';
export { expand, type Formula, toFormula } from './formula.ts';
export { buildGraph, type Graph, type GraphNode, withNumbers } from './graph.ts';
export { parse } from './parse.ts';
export { sameForm, simplify } from './simplify.ts';
export { call, type Expression, nameNode, numberNode } from './syntax.ts';
