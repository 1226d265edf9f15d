import { describe, expect, it } from 'vitest';
import { parseLine } from '../../src/command/parse.ts';
import { commands } from '../commands/run.ts';

describe('free text that is taken as it stands', () => {
  it.each<[rest: string, values: Record<string, unknown>]>([
    ['', {}],
    ['Q {=a ~b}', { paste: 'Q {=a ~b}' }],
    ['--format gift Q {=a ~b}', { as: 'gift', paste: 'Q {=a ~b}' }],
    ['—format gift\nQ {=a ~b}', { as: 'gift', paste: 'Q {=a ~b}' }],
    ['--file "my questions.yaml"', { file: 'my questions.yaml' }],
    ['Say "a" and don\'t {="b ~c}', { paste: 'Say "a" and don\'t {="b ~c}' }],
    ['- prompt: "x"\n  options: ["*a", b]', { paste: '- prompt: "x"\n  options: ["*a", b]' }],
    ['--replace Q {=a ~b}', { replace: true, paste: 'Q {=a ~b}' }],
    ['--no-replace --as=gift Q {=a ~b}', { as: 'gift', paste: 'Q {=a ~b}' }],
    ['--replace=yes Q {=a ~b}', { replace: true, paste: 'Q {=a ~b}' }],
    ['Q {=a ~b} --format gift', { paste: 'Q {=a ~b} --format gift' }],
    ['"the whole \\"text\\""', { paste: 'the whole "text"' }],
    ['&lt;p&gt; {=a ~b}', { paste: '<p> {=a ~b}' }],
  ])('/quiz import %j', (rest, values) => {
    expect(parseLine(`/quiz import ${rest}`, commands).values).toEqual({ replace: false, ...values });
  });
});
