import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseLine } from '../../../../src/command/parse.ts';
import { loadCommands } from '../../../../src/command/registry.ts';
import { parseInput } from '../../../../src/dispatch/parsed-call.ts';
import { labAddress, labLinks } from '../../../../src/platforms/web/lab/address.ts';
import { ENTRY, loadModules } from '../../../../src/platforms/web/lab/modules.ts';
import { type TrainingOptions, toSettings, train } from '../../../../src/training/index.ts';
import { temporaryFolder } from '../../../support/command-folder.ts';
import { startApp } from '../../../support/web/rig.ts';

const commands = await loadCommands();
interface Meaning {
  readonly line: string;
  readonly values: object;
  readonly options: readonly { readonly key: string }[];
  readonly csv?: string;
}

const NOTHING = [404, 'There is nothing here.\n'];

describe('the engine as modules', () => {
  it('are its files without their types, and what they import', async () => {
    const { get } = await startApp();
    const all = await loadModules();
    expect([...all.keys()]).toEqual(expect.arrayContaining([ENTRY, 'engine/tape.ts', 'training/settings.ts']));
    for (const [path, { etag }] of all) {
      const response = await get(`/lab/modules/${path}`);
      const type = 'text/javascript; charset=utf-8';
      expect([response.status, response.headers.get('content-type')], path).toEqual([200, type]);
      expect((await get(`/lab/modules/${path}`, { 'if-none-match': etag })).status).toBe(304);
      const csp = response.headers.get('content-security-policy');
      expect(csp).toContain("script-src 'self';");
      const text = await response.text();
      for (const [, to = ''] of text.matchAll(/^(?:import|export)[^'"=]*from\s+'([^']+)'/gm)) {
        const { pathname } = new URL(to, `http://localhost/lab/modules/${path}`);
        expect(
          [...all.keys()].map((name) => `/lab/modules/${name}`),
          `${path} imports ${to}`,
        ).toContain(pathname);
      }
    }
  });

  it.each([
    'engine/',
    'engine/../errors.ts',
    'engine/nothing.ts',
    'training/run.ts',
    'training/options.ts',
    'app/config.ts',
    'platforms/web/app.ts',
    '../assets.ts',
    '..%2fassets.ts',
    '%2e%2e/%2e%2e/package.json',
    '..%5c..%5cpackage.json',
    '/etc/passwd',
    '%2fetc%2fpasswd',
    'file:///etc/passwd',
    'engine/tape.ts%00',
    'csv-parse/package.json',
    '',
  ])('%s is none', async (path) => {
    const { get } = await startApp();
    const response = await get(`/lab/modules/${path}`);
    // A path with dots is resolved before it is asked for.
    if (path === 'engine/../errors.ts') expect(response.status).toBe(200);
    else expect([response.status, await response.text()]).toEqual(NOTHING);
  });

  it('make the losses of /train, to the last bit, where no code is made from text', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [path, { body }] of await loadModules()) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), body);
    }
    const runs: Partial<TrainingOptions>[] = [
      { zeroGrad: false },
      { data: 'moons', batch: 7, momentum: 0.9, steps: 20 },
      { data: 'xor', loss: 'hinge', steps: 20 },
      { data: 'a;b;t\n1,5;2;1\n2;1;0\n', steps: 10 },
    ];
    const all = runs.map((run) => ({
      data: 'article',
      seed: 7,
      momentum: 0,
      stableTanh: false,
      zeroGrad: true,
      ...run,
    }));
    await writeFile(
      join(folder, 'run.js'),
      `import { StepwiseRun, toSettings } from './${ENTRY}';
      const losses = JSON.parse(process.argv[2]).map((options) => {
        const stepper = new StepwiseRun(toSettings(options));
        const made = [];
        while (stepper.done < stepper.settings.steps && stepper.step()) made.push(stepper.loss);
        return made;
      });
      console.log(JSON.stringify(losses));`,
    );
    const flags = ['--disallow-code-generation-from-strings', join(folder, 'run.js'), JSON.stringify(all)];
    const { stdout } = await promisify(execFile)(process.execPath, flags);
    expect(JSON.parse(stdout)).toEqual(
      all.map((options) => {
        const run = train(toSettings(options));
        for (;;) {
          const next = run.next();
          if (next.done) return next.value.iterations.map(({ loss }) => loss);
        }
      }),
    );
  });
});

describe('what an address of the lab means', () => {
  it.each([
    ['', '/train'],
    ['?data=moons&lr=0.3', '/train --data moons --lr 0.3'],
    ['?lr=0.30&data=moons&steps=50', '/train --data moons --lr 0.3 --steps 50'],
    ['?zero-grad=false&seed=7', '/train --seed 7 --no-zero-grad'],
    ['?data=1,2+-%3E+1;+2,1+-%3E+-1&layers=3,1', '/train --data "1,2 -> 1; 2,1 -> -1" --layers 3,1'],
    ['?a+b=1&lr=0.3', '/train --lr 0.3'],
    ['?track=layers[0].neurons[0].b', '/train --track layers[0].neurons[0].b'],
  ])('%s is %s', async (query, line) => {
    const { get } = await startApp();
    const response = await get(`/lab/settings${query}`);
    expect(response.status).toBe(200);
    const meaning = (await response.json()) as Meaning;
    expect(meaning.line).toBe(line);
    expect(meaning.values).toEqual(parseLine(line, commands).values);
    expect(meaning.options.map(({ key }) => key)).toEqual(expect.arrayContaining(['data', 'zeroGrad']));
  });

  it.each([
    ['?lr=fast', /lr/],
    ['?lr=-1', /lr/],
    ['?steps=1000000', /steps/],
    ['?activation=tahn', /tanh/],
    ['?seed=1.5', /seed/],
    ['?leer=0.1', /leer/],
    ['?lr=0.3+--seed+7', /lr/],
  ])('%s is refused as /train refuses it', async (query, why) => {
    const { get } = await startApp();
    const response = await get(`/lab/settings${query}`);
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
      422,
      expect.stringMatching(why),
    ]);
  });
});

it('an address with the key of a file has its content, as long as there is one', async () => {
  const { get, store } = await startApp();
  const key = await store.saveFile('a,t\n1,1\n2,-1\n');
  const meaning = (await (await get(`/lab/settings?file=${key}`)).json()) as Meaning;
  expect([meaning.line, meaning.csv]).toEqual([`/train --file ${key}`, 'a,t\n1,1\n2,-1\n']);
  for (const other of ['csv-nothing', '../../package.json', '/etc/passwd'])
    expect((await get(`/lab/settings?file=${other}`)).status).toBe(404);
});

it.each([
  ['/train', '/lab'],
  ['/train --lr 0.3 --data moons', '/lab?data=moons&lr=0.3'],
  ['/train --no-zero-grad --data "1,2 -> 1; 2,1 -> -1"', '/lab?data=1%2C2+-%3E+1%3B+2%2C1+-%3E+-1&zero-grad=false'],
  ['/train --data xor --animate --detail full', '/lab?data=xor'],
  ['/train --seed x', undefined],
  ['/grad a*b', undefined],
])('%s is opened at %s', (line, address) => {
  const call = parseInput(line, commands);
  expect(labAddress(call)).toBe(address);
  const links = labLinks('https://example.org', call).map(({ url }) => url);
  expect(links).toEqual(address === undefined ? [] : [`https://example.org${address}`]);
});

it('an address that asks for help means nothing', async () => {
  const { get } = await startApp();
  expect((await get('/lab/settings?help=1')).status).toBe(404);
});

it('the page of the lab has nothing inline that the policy would forbid', async () => {
  const { get } = await startApp();
  const response = await get('/lab');
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await response.text()).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|\sstyle=|https?:\/\//);
  expect([(await get('/lab/index.html')).status, (await get('/lab/worker.js')).status]).toEqual([404, 200]);
});
