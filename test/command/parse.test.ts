import { describe, expect, it } from 'vitest';
import { parseLine, parseOptions } from '../../src/command/parse.ts';
import { loadCommands } from '../../src/command/registry.ts';
import { everything } from '../support/everything.ts';

const commands = await loadCommands();

/** The values of a line that differ from those of the command alone. */
function said(line: string): Record<string, unknown> {
  const { command, values } = parseLine(line, commands);
  const defaults =
    command.text === undefined ? parseOptions(command, '') : { detail: 'brief', as: 'text', animate: false };
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== defaults[key]));
}

describe('one option, many spellings', () => {
  it.each([
    [
      { lr: 0.4 },
      ['--lr 0.4', '--lr=0.4', '--lr:0.4', 'lr=0.4', 'lr:0.4', 'LR=0.4', '—lr 0.4', '–lr=0.4', '―lr 0.4', '-lr 0.4'],
    ],
    [{ lr: 0.4 }, ['--lr .4', '--lr +0.4', '--lr 4e-1', '--lr "0.4"', '--lr=“0.4”', "lr='0.4'", '--lr 0.4 lr=0.4']],
    [
      { zeroGrad: false },
      ['--no-zero-grad', '—no-zero-grad', '–no-zero-grad', '--no-zero_grad', '--NO-ZERO-GRAD', 'no-zero-grad=true'],
    ],
    [
      { zeroGrad: false },
      ['zero_grad=false', 'zero-grad=false', 'zero-grad:False', '--zero-grad=false', '--zero-grad false'],
    ],
    [{ zeroGrad: false }, ['--zero-grad off', '--zero-grad=no', 'ZERO_GRAD:OFF', '—zero-grad no']],
    [{}, ['', '--zero-grad', '--zero-grad=true', 'zero_grad=on', '--zero-grad yes', '--no-zero-grad=false']],
    [{ seed: 7 }, ['-s 7', '--seed 7', '-s=7', 'seed:7', '—seed 7', '\n--seed\t7\n']],
    [{ momentum: 0.5, steps: 3 }, ['--momentum 0.5 -n 3', 'steps=3 momentum:0.5', '-n 3 —momentum .5']],
    [{ activation: 'relu' }, ['--activation relu', 'activation=ReLU', '--activation "RELU"']],
    [{ track: 'layers[0].neurons[0].b' }, ['--track layers[0].neurons[0].b', 'track=layers[0].neurons[0].b']],
    [{ data: '1,2 -> 1; 3,4 -> -1' }, ['--data "1,2 -> 1; 3,4 -> -1"', "-d '1,2 -> 1; 3,4 -> -1'"]],
    [{ data: '1,2 -> 1; 3,4 -> -1' }, ['data="1,2 -> 1; 3,4 -> -1"', 'data:“1,2 -> 1; 3,4 -> -1”']],
    [
      { data: '1,2 -> 1; 3,4 -> -1' },
      ['--data „1,2 -> 1; 3,4 -> -1“', '--data “1,2 -> 1; 3,4 -> -1"', '—data ‘1,2 -> 1; 3,4 -> -1’'],
    ],
    [
      { data: '1,2 -> 1; 3,4 -> -1' },
      ['--data "1,2 -&gt; 1; 3,4 -&gt; -1"', '-d &quot;1,2 -&#62; 1; 3,4 -&#x3e; -1&quot;'],
    ],
    [{ lr: 0.4 }, ['--learning-rate 0.4', '--lr-rate=0.4', 'learning_rate=0.4', 'rate:0.4', '--eta .4']],
    [
      { lr: '0.01..3' },
      ['--lr 0.01..3', '--lr 0.01...3', '--lr "0.01 to 3"', '--lr 0.01-3', '--lr=0.01…3', 'lr=1e-2..3.0'],
    ],
    [{ lr: '0.1,0.3,1' }, ['--lr 0.1,0.3,1', '--lr "1, 0.3, 0.1"', '--lr 0.3;.1;1;0.3']],
    [{ steps: 9 }, ['--iterations 9', 'iters=9', '--max_iter 9', '-n 9']],
    [{ epochs: 9, batch: 5 }, ['--epochs 9 --batch-size 5', '--epoch=9 batch_size=5']],
    [{ zeroGrad: false }, ['--no-reset', '--reset off', '--no-zero-grads']],
    [{ data: 'moons' }, ['--data moons', '--dataset moons', 'moons', 'Moons', 'data-set:moons']],
    [{ data: 'xor', steps: 4 }, ['xor --steps 4', '--steps 4 xor', '-n 4 xor']],
    [{ data: '1,2 -> 3' }, ['"1,2 -> 3"', '“1,2 -> 3”']],
    [{ data: '"a" & \\' }, ['--data "\\"a\\" & \\\\"', '--data \'"a" &amp; \\\'']],
  ])('%j', (values, spellings) => {
    for (const spelling of spellings) expect([spelling, said(`/train ${spelling}`)]).toEqual([spelling, values]);
  });

  it.each(['/train', 'train', '!train', '/ train', '  /TRAIN  ', '/Train\n'])('%j names the command', (line) => {
    expect(parseLine(line, commands).command.name).toBe('train');
  });
});

describe('free text', () => {
  it.each<[line: string, values: Record<string, unknown>]>([
    ['/grad a*b+c', { formula: 'a*b+c' }],
    ['/grad -a*b', { formula: '-a*b' }],
    ['/grad -a', { formula: '-a' }],
    ['/grad -ab + c', { formula: '-ab + c' }],
    ['/grad -at + wrt', { formula: '-at + wrt' }],
    ['/grad —a*b', { formula: '—a*b' }],
    ['/grad –a', { formula: '–a' }],
    ['/grad a*b a=2 b:3', { formula: 'a*b a=2 b:3' }],
    ['/grad a - b  +   c', { formula: 'a - b  +   c' }],
    ['/grad L=d*f; d=e+c\ne=a*b', { formula: 'L=d*f; d=e+c\ne=a*b' }],
    ['/grad "a*b + c"', { formula: 'a*b + c' }],
    ['/grad formula="a*b" ', { formula: 'a*b' }],
    ['/grad 2 &lt; 3 &amp;amp; x', { formula: '2 < 3 &amp; x' }],
    ['/grad a*b --detail full', { formula: 'a*b', detail: 'full' }],
    ['/grad --detail=full a*b', { formula: 'a*b', detail: 'full' }],
    ['/grad a*b —detail full +c', { formula: 'a*b +c', detail: 'full' }],
    ['/grad a*b --at "a=2 b=-3" --wrt a,b', { formula: 'a*b', at: 'a=2 b=-3', wrt: 'a,b' }],
    ['/grad a*b --wrt a b', { formula: 'a*b', wrt: 'a b' }],
    ['/grad a*b --wrt a, b --detail full', { formula: 'a*b', detail: 'full', wrt: 'a, b' }],
    ['/grad a*b*c --wrt a b c=2', { formula: 'a*b*c c=2', wrt: 'a b' }],
    ['/grad --wrt a a*b', { formula: 'a*b', wrt: 'a' }],
    ['/check dL/da --of a*b + c --is b', { claim: 'dL/da', of: 'a*b + c', is: 'b' }],
    ['/grad a*b --at ""', { formula: 'a*b', at: '' }],
    ['/help', {}],
    ['/help train', { command: 'train' }],
  ])('%j', (line, values) => {
    expect(said(line)).toEqual(values);
  });
});

describe('options that a platform has typed already', () => {
  it.each<[args: string, typed: Record<string, unknown>, values: Record<string, unknown>]>([
    ['', { count: 5, bright: false }, { count: 5, bright: false }],
    ['--loud', { 'half-life': 2 }, { loud: true, halfLife: 2 }],
    ['-c 5', { count: 5 }, { count: 5 }],
    ['', { note: '--loud', word: '&lt;' }, { note: '--loud', word: '&lt;' }],
    ['some text', { mode: 'fast', sure: false }, { note: 'some text', mode: 'fast', sure: false }],
  ])('args %j and %j', (args, typed, values) => {
    expect(parseOptions(everything, args, typed)).toEqual({ ...parseOptions(everything, ''), ...values });
  });

  it.each<[args: string, typed: Record<string, unknown>, message: string]>([
    ['--no-bright', { bright: true }, '`bright` is given twice: false and true.'],
    ['-c 4', { count: 5 }, '`count` is given twice: 4 and 5.'],
    ['a*b', { note: 'a*c' }, '`note` is given twice: a*b and a*c.'],
    ['', { count: 11 }, '`count` must be at most 10, not `11`.'],
    ['', { mode: 'fats' }, '`mode` cannot be `fats`.'],
  ])('args %j against %j is refused', (args, typed, message) => {
    expect(() => parseOptions(everything, args, typed)).toThrow(message);
  });
});
