import { describe, expect, it } from 'vitest';
import { answer, say } from '../../commands/run.ts';

/** The table of a comparison, and what is said below it. */
function compared(line: string) {
  const { nodes } = answer(line);
  const table = nodes.find((node) => node.kind === 'table');
  if (table?.kind !== 'table') throw new Error('there is no table');
  return {
    title: nodes[0]?.kind === 'heading' ? nodes[0].text : '',
    rows: table.rows,
    text: say(line).replace(/\s+/g, ' '),
  };
}

describe('several optimisers', () => {
  it('begin with the same weights, and each ends where it ends alone', () => {
    const { rows, title } = compared('/train --optimizer adam,sgd,adagrad --steps 20');
    expect(rows.map(([name]) => name)).toEqual(['Adam', 'SGD', 'Adagrad']);
    for (const [i, name] of ['adam', 'sgd', 'adagrad'].entries()) {
      const [, alone] = /falls from 6\.\d+ to (\S+) in 20/.exec(say(`/train --optimizer ${name} --steps 20`)) ?? [];
      expect(rows[i]?.[2]).toBe(alone);
    }
    expect(title).toMatch(/^SGD ends with the least loss of 3 optimizers after 20 iterations, 0\.00/);
  });

  it('have a learning rate of their own, or all that which is said', () => {
    const ratesOf = (line: string) => compared(line).rows.map(([, lr]) => lr);
    expect(ratesOf('/train --optimizer sgd,momentum,rmsprop,adam --steps 2')).toEqual(['0.4', '0.08', '0.03', '0.1']);
    expect(ratesOf('/train --optimizer sgd,momentum,adam --steps 2 --lr 0.2')).toEqual(['0.2', '0.2', '0.2']);
    expect(ratesOf('/train --optimizer sgd,adam --momentum 0.5 --steps 2')).toEqual([
      '0.4, momentum 0.5',
      '0.1, momentum 0.5',
    ]);
  });

  it.each([
    ['--data moons --steps 3', /None gets below a loss of 0\.025: more `--steps`/],
    [
      '--data moons --lr 0.2 --steps 600',
      /Adam is below a loss of 0\.025 first, in iteration \d+; SGD in iteration \d+\./,
    ],
    ['--data moons --lr 0.1', /Adam is below a loss of 0\.025 first, in iteration \d+; SGD never\./],
    ['--data "1000,1 -> 1e5; -1000,2 -> -1e5" --activation linear', /SGD stops with an overflow\./],
  ])('tell who got lower first: %s', (options, wanted) => {
    expect(compared(`/train --optimizer sgd,adam ${options}`).text).toMatch(wanted);
  });

  it('are drawn in one picture that tells them apart without colours', () => {
    const [picture, ...others] = answer('/train --optimizer sgd,momentum,nesterov,adagrad,rmsprop,adam').nodes.filter(
      ({ kind }) => kind === 'picture',
    );
    expect(others).toEqual([]);
    if (picture?.kind !== 'picture' || picture.drawing.type !== 'chart') throw new Error('there is no chart');
    const { datasets } = picture.drawing.chart['data'] as {
      datasets: { label: string; borderDash: number[]; borderColor: string }[];
    };
    expect(datasets.map(({ label }) => label)).toEqual(['SGD', 'momentum', 'Nesterov', 'Adagrad', 'RMSprop', 'Adam']);
    expect(new Set(datasets.map(({ borderDash }) => String(borderDash))).size).toBe(6);
    expect(new Set(datasets.map(({ borderColor }) => borderColor)).size).toBe(6);
    expect(picture.alt).toContain('Adagrad: from 6.3 to ');
  });
});

describe('what an option does is told with numbers of the run', () => {
  it.each([
    [
      '--optimizer adam',
      'In iteration 0 the gradient of `layers[1].neurons[0].w[0]` is -0.01286, and the weight changes by 0.1.',
    ],
    ['--optimizer adam', 'Adam begins with the learning rate 0.1 here; in PyTorch it is 0.001'],
    ['--optimizer nesterov', '`v = momentum*v+g; w = w-lr*(g+momentum*v)`'],
    ['--momentum 0.5', 'Momentum keeps a part of the last step'],
    ['--schedule step', '(here from 0.4 to 0.004). In PyTorch this is `StepLR(optimizer, step_size=10, gamma=0.1)`.'],
    ['--schedule cosine', 'In PyTorch this is `CosineAnnealingLR(optimizer, T_max=30)`.'],
    ['--clip 100', 'where it is longer, in 0 of 30 iterations. Its direction stays.'],
    ['--clip 1 --steps 1', 'to the length 1 where it is longer, in 1 of 1 iteration.'],
    ['--clip 1 --no-zero-grad', 'where it is longer, with what is left over from earlier iterations.'],
    ['--decay 0.01', 'It is the gradient of `0.005*w^2` (L2)'],
    ['--init xavier', '(±0.9258 in the first layer). In PyTorch: `xavier_uniform_`.'],
    ['--init he', '(±1.414 in the first layer).'],
  ])('%s: %s', (options, wanted) => {
    expect(say(`/train ${options} --detail full`).replace(/\s+/g, ' ')).toContain(wanted);
  });

  it('and nothing is told of what was not asked for', () => {
    expect(say('/train --detail full')).not.toMatch(/PyTorch|decay|clip|schedule|Its rule/i);
  });
});
