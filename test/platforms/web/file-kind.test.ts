import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isTable } from '../../../src/platforms/web/file-kind.ts';

const text = (name: string): string =>
  readFileSync(new URL(`../../training/data/files/${name}`, import.meta.url), 'utf8');

describe('a file on the page is a table', () => {
  it.each([
    ['points.csv', '1,2,3\n4,5,6'],
    ['', '1,2,3\n4,5,6'],
    ['points.txt', '1 2 3\n4 5 6'],
    ['points.TXT', '# x y\n0.5\t1e3\n1,5\t2'],
    ['iris.data', '5.1,3.5,1.4,0.2,Iris-setosa'],
    ['weather.txt', 'outlook,windy,play\nsunny,no,yes\nrainy,yes,no\nsunny,yes,no'],
    ['prices.txt', 'city;price\nParis;1.234,5\nRome;980'],
    ['spaces2.txt', text('spaces2.txt')],
    ['answers.csv', 'answer,score\nyes,1\nno,0'],
    ['answers.csv', 'Question Type,score\nyes,1\nno,0'],
  ])('%s: %j', (name, content) => {
    expect(isTable(content, name)).toBe(true);
  });
});

describe('and these are questions', () => {
  it.each([
    ['bank.yaml', '1,2\n3,4'],
    ['bank.gift', 'What is 2*3? {=6 ~5}'],
    ['bank.txt', '::Q1:: What is 2*3? {=6 ~5}'],
    ['bank.txt', 'What is 2*3?\nA) 5\nB) 6\nANSWER: B'],
    ['bank.txt', '- prompt: What is 1+1?\n  right: 2\n  wrong: [3, 4]'],
    ['bank.txt', 'Questions about relu, for later.\nThe first one is short.'],
    ['bank.csv', 'prompt,right,wrong1\nWhat is 1+1?,2,3'],
    ['bank.csv', 'Question;Right;Wrong 1\nWas ist 1,5 + 1?;2,5;2,4'],
    ['bank.csv', 'sep=;\nprompt;right;wrong1\nWhat is 1+1?;2;3'],
    ['kahoot.csv', '"Question","Answer 1","Answer 2"\n"The slope of relu at 3?",1,0'],
    ['bank.csv', 'Level,Question Type,Question Text\nEasy,multichoice,"What is 15 % 4?"'],
    ['bank.csv', 'question   option a   answer\nWhy so?    yes        a'],
    ['bank.json', '{"questions": [{"question": "Why?"}]}'],
    ['german.csv', 'Frage;Antwort 1;Richtig\nWarum?;a;1'],
    ['kahoot.csv', 'Our quiz\n,"Question - max 120 characters","Answer 1"\n1,Why?,yes'],
    ['bank.txt', 'question\tright\twrong1\n1+1?\t2\t3\n2+2?\t4\t5'],
  ])('%s: %j', (name, content) => {
    expect(isTable(content, name)).toBe(false);
  });
});
