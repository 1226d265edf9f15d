import { colours } from './canvas.js';

/**
 * @typedef {import('./frames.js').Run} Run
 * @typedef {import('./frames.js').Frame} Frame
 * @typedef {{ parameter: number, x1: number, y1: number, x2: number, y2: number }} Edge a weight, or a bias as a stub
 */

const THINNEST = 0.75;
const THICKEST = 6;
/** A pointer this near a line is on it. */
const NEAR = 7;

/**
 * Where neurons and weights are drawn.
 *
 * @param {readonly number[]} sizes inputs, then neurons a layer
 * @param {number} width
 * @param {number} height
 */
export function layoutOf(sizes, width, height) {
  const most = Math.max(...sizes);
  const radius = Math.max(2.5, Math.min(13, (height - 20) / most / 3));
  const [left, right] = [radius + 12, width - radius - 12];
  const columns = sizes.map((size, layer) => {
    const x = left + ((right - left) * layer) / (sizes.length - 1);
    const gap = (height - 16) / size;
    return Array.from({ length: size }, (_, i) => ({ x, y: 8 + (i + 0.5) * gap }));
  });
  /** @type {Edge[]} */
  const edges = [];
  for (const [layer, neurons] of columns.entries()) {
    const before = columns[layer - 1];
    if (before === undefined) continue;
    for (const { x, y } of neurons) {
      for (const from of before) edges.push({ parameter: edges.length, x1: from.x, y1: from.y, x2: x, y2: y });
      edges.push({ parameter: edges.length, x1: x - radius, y1: y + radius + 6, x2: x, y2: y });
    }
  }
  return { radius, columns, edges };
}

/**
 * Every weight as a line: thickness for its size, colour and dashes for its sign; the bias as a stub below its neuron.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {ReturnType<typeof layoutOf>} layout
 * @param {Frame} frame
 * @param {number} chosen the parameter that is marked
 */
export function drawNetwork(context, { radius, columns, edges }, { parameters }, chosen) {
  const { low, high, card, edge, accent } = colours();
  const largest = parameters.reduce((most, weight) => Math.max(most, Math.abs(weight) || 0), 1);
  context.lineCap = 'butt';
  for (const { parameter, x1, y1, x2, y2 } of edges) {
    const weight = parameters[parameter] ?? 0;
    if (parameter === chosen) line(context, { x1, y1, x2, y2 }, accent, THICKEST + 5, 0.45);
    context.setLineDash(weight < 0 ? [5, 3] : []);
    const width = THINNEST + (THICKEST - THINNEST) * Math.min(1, Math.abs(weight) / largest || 0);
    line(context, { x1, y1, x2, y2 }, weight < 0 ? low : high, width, 0.9);
    context.setLineDash([]);
  }
  for (const column of columns) {
    for (const { x, y } of column) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fillStyle = card;
      context.fill();
      context.strokeStyle = edge;
      context.lineWidth = 1.5;
      context.stroke();
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Omit<Edge, 'parameter'>} ends
 * @param {string} colour
 * @param {number} width
 * @param {number} alpha
 */
function line(context, { x1, y1, x2, y2 }, colour, width, alpha) {
  context.globalAlpha = alpha;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  context.globalAlpha = 1;
}

/**
 * The weight whose line is next to a place, if it is near.
 *
 * @param {readonly Edge[]} edges
 * @param {number} x
 * @param {number} y
 * @returns {number | undefined} its index among the parameters
 */
export function nearest(edges, x, y) {
  let [best, least] = [/** @type {number | undefined} */ (undefined), NEAR];
  for (const { parameter, x1, y1, x2, y2 } of edges) {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    const distance = Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
    if (distance < least) [best, least] = [parameter, distance];
  }
  return best;
}

/**
 * The names of all parameters, layer by layer, neuron by neuron, weights before the bias.
 *
 * @param {readonly number[]} sizes inputs, then neurons a layer
 * @returns {string[]}
 */
export function namesOf(sizes) {
  return sizes.slice(1).flatMap((size, layer) =>
    Array.from({ length: size }, (_, neuron) => {
      const place = `layers[${layer}].neurons[${neuron}]`;
      return [...Array.from({ length: sizes[layer] ?? 0 }, (_, i) => `${place}.w[${i}]`), `${place}.b`];
    }).flat(),
  );
}
