import type { Entry } from './entry.ts';

const STATEMENTS = '/grad L=d*f; d=e+c; e=a*b; a=2; b=-3; c=10; f=-2';
const REUSE = '/grad y=(a+b)*(b+1) a=2 b=1 --detail full';

/** Graphs, and the two ways through them. */
export const GRAPHS: readonly Entry[] = [
  {
    term: 'computation graph',
    aliases: ['computation graphs', 'computational graph', 'graph', 'expression graph'],
    text: 'A computation graph shows a formula as values and operations. Arrows lead from the inputs through the operations to the result. The forward pass follows the arrows, and the backward pass goes against them.',
    example: '/grad (a*b+c)*f',
  },
  {
    term: 'forward pass',
    aliases: ['forward', 'forward propagation', 'forward passes'],
    text: 'The forward pass computes the result from the inputs, one operation after the other. It keeps the values on the way, because the backward pass needs them. In training it computes the predictions and the loss.',
    example: '/grad a*b+c a=2 b=-3 c=10 --detail full',
  },
  {
    term: 'backward pass',
    aliases: ['backward', 'backward passes', 'backward()', 'reverse pass'],
    text: 'The backward pass starts at the result with the gradient 1 and takes the operations in the opposite order. Each operation multiplies its upstream gradient with its local derivatives. At the end every input has its gradient.',
    example: '/grad (a*b+c)*f --animate',
  },
  {
    term: 'backpropagation',
    aliases: ['backprop', 'back propagation', 'back-propagation', 'backward propagation'],
    text: 'Backpropagation finds the gradients of one result by all inputs in a single backward pass. It is the chain rule, where each part is computed once and used again. Training uses it to find out how each weight changes the loss.',
    example: REUSE,
  },
  {
    term: 'leaf',
    aliases: ['leaves', 'leaf node', 'leaf nodes', 'input', 'inputs'],
    text: 'A leaf is a value at the start of the graph: no operation has made it. Inputs, weights and biases are leaves. Their gradients are what a backward pass is for.',
    example: STATEMENTS,
  },
  {
    term: 'topological order',
    aliases: ['topological sort', 'topological', 'topo', 'topo sort'],
    text: 'In a topological order every value stands behind the values that it is made from. The backward pass goes through it from the end. So the gradient of a value is complete before it is passed on.',
    example: REUSE,
  },
  {
    term: 'autograd',
    aliases: ['automatic differentiation', 'autodiff', 'auto-grad', 'micrograd', 'reverse mode'],
    text: 'With autograd a program finds the derivatives by itself. It records every operation of the forward pass, and goes back through this record. The rules are exact: it does not try small differences.',
    example: '/grad a*b+c a=2 b=-3 c=10 --detail full',
  },
  {
    term: 'Value',
    aliases: ['values', 'value class', 'value object', 'class value'],
    text: '`Value` is the class of the article: a number that remembers how it was made. It has the number in `data` and the gradient in `grad`. Its method `backward()` fills in the gradients of all values before it.',
    example: STATEMENTS,
  },
];
