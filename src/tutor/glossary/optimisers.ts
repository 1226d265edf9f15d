import type { Entry } from './entry.ts';

/** How weights begin and are changed, and what is chosen for that. */
export const OPTIMISERS: readonly Entry[] = [
  {
    term: 'optimizer',
    aliases: ['optimizers', 'optimiser', 'optimisers', 'optimization', 'optimisation', 'optim'],
    text: 'An optimizer is the rule by which a step changes the weights, once the gradients are known. The simplest is SGD; others remember something of the gradients before. `/train --optimizer` takes one, or several side by side.',
    example: '/train --optimizer sgd,momentum,adam',
  },
  {
    term: 'SGD',
    aliases: ['stochastic gradient descent', 'stochastic gradient', 'plain sgd', 'vanilla sgd'],
    text: 'SGD is stochastic gradient descent: `w = w - lr*grad`, with the gradient of a batch. It is stochastic because the samples of a batch are drawn by chance. With all samples in one batch it is plain gradient descent.',
    example: '/train --data circles --batch 10 --optimizer sgd',
  },
  {
    term: 'Nesterov momentum',
    aliases: ['nesterov', 'nesterov accelerated gradient', 'nag', 'accelerated gradient'],
    text: 'Nesterov momentum is momentum that looks one step ahead. It adds the gradient once more to a part of the new velocity. So it brakes earlier when the direction changes.',
    example: '/train --optimizer momentum,nesterov',
  },
  {
    term: 'Adagrad',
    aliases: ['ada grad', 'adaptive gradient', 'adaptive learning rate', 'adaptive learning rates'],
    text: 'Adagrad gives every weight a step of its own: the gradient is divided by the root of the sum of all its squares so far. Weights that seldom get a gradient take longer steps. The sum only grows, so all steps become shorter.',
    example: '/train --optimizer sgd,adagrad',
  },
  {
    term: 'RMSprop',
    aliases: ['rms prop', 'rms', 'root mean square propagation'],
    text: 'RMSprop divides each gradient by the root of a running mean of its squares. So a step is about as long as the learning rate, for large and for small gradients. Unlike Adagrad it forgets what is long ago.',
    example: '/train --optimizer rmsprop',
  },
  {
    term: 'Adam',
    aliases: ['adam optimizer', 'adaptive moment estimation', 'adaptive moments', 'bias correction'],
    text: 'Adam is momentum and RMSprop in one: a running mean of the gradients, divided by the root of a running mean of their squares. Both begin at 0, and Adam corrects them for that. It often learns well without much search for a learning rate.',
    example: '/train --optimizer sgd,adam',
  },
  {
    term: 'weight decay',
    aliases: ['decay', 'l2', 'l2 regularization', 'l2 regularisation', 'regularization', 'regularisation', 'ridge'],
    text: 'Weight decay adds a part of each weight to its gradient, so every step pulls it a little towards 0. Smaller weights make smoother answers, which helps against overfitting. `/train --decay 0.01` adds one hundredth.',
    example: '/train --data moons --decay 0.01',
  },
  {
    term: 'gradient clipping',
    aliases: ['clipping', 'clip', 'clip gradients', 'clipped gradient', 'norm clipping', 'gradient norm', 'grad norm'],
    text: 'Clipping shortens a gradient that is longer than a limit to this limit. The length is taken over all weights, so the direction stays. It protects against the one huge step that destroys what was learned.',
    example: '/train --lr 1 --clip 0.5',
  },
  {
    term: 'learning rate schedule',
    aliases: [
      'schedule',
      'schedules',
      'scheduler',
      'learning rate scheduler',
      'learning rate decay',
      'lr schedule',
      'cosine annealing',
      'annealing',
    ],
    text: 'A schedule changes the learning rate during a run: large steps first, small ones at the end. `step` divides it by ten after each third of the run. `cosine` lets it fall smoothly, almost to 0.',
    example: '/train --data moons --schedule cosine',
  },
  {
    term: 'initialization',
    aliases: [
      'initialisation',
      'init',
      'weight initialization',
      'weight initialisation',
      'xavier',
      'glorot',
      'he initialization',
      'kaiming',
    ],
    text: 'Before training, the weights get random numbers: equal ones would all learn the same. If they are too large, neurons saturate; if too small, signals vanish. Xavier (for tanh) and He (for relu) take the size from the number of inputs.',
    example: '/train --init xavier',
  },
  {
    term: 'seed',
    aliases: ['seeds', 'random seed', 'random start', 'random numbers', 'random state'],
    text: 'A seed is a number from which all random numbers of a run follow. The same seed gives the same first weights, so a run can be repeated exactly. Another seed is another start, which may end quite differently.',
    example: '/train --seed 7',
  },
  {
    term: 'noise',
    aliases: ['noisy', 'noisy data', 'random noise', 'spread'],
    text: 'Noise is the part of data that follows no rule, such as errors of measurement. A network should learn the rule and not the noise. `/train --noise 0.3` spreads the points of a drawn data set farther.',
    example: '/train --data moons --noise 0.3',
  },
  {
    term: 'hyperparameter',
    aliases: ['hyperparameters', 'hyper-parameter', 'hyper-parameters', 'hyper parameter', 'tuning', 'setting'],
    text: 'A hyperparameter is a number that a person chooses and training does not change: the learning rate, the number of layers, the size of a batch. Weights and biases are parameters. People try several values and compare.',
    example: '/train --lr 0.1 --layers 8,1',
  },
  {
    term: 'convergence',
    aliases: ['converge', 'converges', 'converged', 'diverge', 'diverges', 'divergence'],
    text: 'Training converges when the loss falls and then hardly changes any more. It diverges when the loss grows instead, most often because the learning rate is too large. Where it converges depends on the start, too.',
    example: '/train --lr 0.1 --steps 100',
  },
  {
    term: 'overfitting',
    aliases: ['overfit', 'overfits', 'overfitted', 'over-fitting', 'generalization', 'generalisation', 'generalize'],
    text: 'A network overfits when it learns its samples by heart, with their noise. The loss on them still falls, but on samples held back it rises. More samples, fewer neurons or fewer steps help.',
    example: '/train --data moons --test 0.3 --layers 16,16,1',
  },
];
