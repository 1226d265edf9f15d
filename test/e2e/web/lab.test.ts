import { expect, it } from 'vitest';
import { type TrainingOptions, toSettings, train } from '../../../src/training/index.ts';
import { violations } from '../../support/web/axe.ts';
import { describeInBrowser, eventually, type Stage, Tab } from '../../support/web/browser.ts';

/** What `/train` records of a run with these settings. */
function trained(options: Partial<TrainingOptions>) {
  const run = train(
    toSettings({ data: 'article', seed: 1664, momentum: 0, stableTanh: false, zeroGrad: true, ...options }),
  );
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

/** The lab, once it is ready. */
async function lab(stage: Stage, query = '', options: Parameters<Stage['tab']>[1] = {}): Promise<Tab> {
  const tab = await stage.tab(`/lab${query}`, options);
  await tab.page.locator('#figures:not(:empty)').waitFor();
  return tab;
}

const textOf = (tab: Tab, selector: string) => () => tab.page.locator(selector).textContent();
const press = (tab: Tab, name: string) => tab.page.getByRole('button', { name, exact: true }).click();
/** What stands below a name in the numbers of one step. */
const numberOf = (tab: Tab, name: string) =>
  tab.page
    .locator('#numbers div', { has: tab.page.getByText(name, { exact: true }) })
    .locator('dd')
    .textContent();

describeInBrowser('the lab', (stage) => {
  it('runs to the end, with the losses of the same line in the chat', async () => {
    const tab = await lab(stage, '?data=moons&batch=20&steps=12&momentum=0.5');
    const options = { data: 'moons', batch: 20, steps: 12, momentum: 0.5 };
    // As text: the test runner would make its own import of it.
    const losses = await tab.page.evaluate(`(async () => {
      const { StepwiseRun, toSettings } = await import('/lab/modules/training/lab/modules.ts');
      const options = ${JSON.stringify({ seed: 1664, stableTanh: false, zeroGrad: true, ...options })};
      const stepper = new StepwiseRun(toSettings(options));
      const losses = [];
      while (stepper.done < options.steps && stepper.step()) losses.push(stepper.loss);
      return losses;
    })()`);
    const record = trained(options);
    // Another build of V8 may have another last bit of exp and cos: the served modules are compared bit by bit in Node.
    record.iterations.forEach(({ loss }, i) => {
      expect((losses as number[])[i]).toBeCloseTo(loss, 10);
    });
    await press(tab, 'Start');
    await eventually(textOf(tab, '#figures')).toContain('step 12 of 12');
    const last = record.iterations.at(-1)?.loss as number;
    expect(await textOf(tab, '#figures')()).toContain(`loss of the batch ${String(Number(last.toPrecision(4)))}`);
    expect(await textOf(tab, '#line')()).toBe('/train --data moons --steps 12 --momentum 0.5 --batch 20');
    await press(tab, 'Start');
    await eventually(textOf(tab, '#line')).toContain('--steps 24');
  });

  it('shows .grad grow stale, pass by pass', async () => {
    const tab = await lab(stage, '?zero-grad=false');
    const said = textOf(tab, '#said');
    await press(tab, 'One step');
    await eventually(textOf(tab, '#figures')).toContain('step 1 of 20');
    const grad = await numberOf(tab, '.grad');
    // Not its turn.
    await tab.page.getByRole('button', { name: 'Backward' }).click({ force: true });
    await press(tab, 'Forward');
    await eventually(said).toMatch(/^Forward: 4 samples went through the network, and the loss is 0\.0245\d?\./);
    expect(await numberOf(tab, '.grad')).toBe(grad);
    await press(tab, 'Backward');
    await eventually(said).toMatch(`which still held ${grad} from before: now it holds`);
    expect(await numberOf(tab, 'stale part')).toBe(grad);
    await press(tab, 'Update');
    await eventually(said).toMatch(
      /^Update: the weight went from .* It moved by −rate × \.grad = −0\.4 × .*keeps what it holds\.$/,
    );
    await press(tab, 'Zero');
    await eventually(said).toMatch(/^Zero: every \.grad is 0\./);
    expect(await numberOf(tab, '.grad')).toBe('0');
    await tab.page.getByText('Something was changed on the way.').waitFor();
  });

  it('the reset can be flipped on the way; the address and the line follow', async () => {
    const tab = await lab(stage);
    await press(tab, 'One step');
    await eventually(textOf(tab, '#figures')).toContain('step 1 of 30');
    await tab.page.getByLabel('Zero the gradients').uncheck();
    await eventually(textOf(tab, '#line')).toBe('/train --no-zero-grad');
    expect(new URL(tab.page.url()).search).toBe('?zero-grad=false');
    await press(tab, 'One step');
    await eventually(() => numberOf(tab, 'stale part')).not.toBe('0');
    expect(await tab.page.locator('#losses-legend').innerText()).toMatch(/^not reset\s*something was changed$/);
    await press(tab, 'From the start');
    await eventually(textOf(tab, '#figures')).toMatch(/^step 0 of 20/);
    expect(await tab.page.locator('#changed').isVisible()).toBe(false);
  });

  it('a run that overflows ends, and says in what', async () => {
    const tab = await lab(stage, '?zero-grad=false');
    await press(tab, 'Start');
    await eventually(textOf(tab, '#figures')).toContain('“math range error” in step 11');
    expect(trained({ zeroGrad: false }).failure?.iteration).toBe(11);
    await tab.page.getByRole('status').filter({ hasText: 'Paused' }).waitFor();
  });

  it('settings make a new run; what does not go together is said', async () => {
    const tab = await lab(stage, '?data=xor&lr=0.3');
    await tab.page.getByLabel('Data', { exact: true }).selectOption('moons');
    await eventually(textOf(tab, '#line')).toBe('/train --data moons');
    await eventually(() => tab.page.getByLabel('Neurons a layer').inputValue()).toBe('8,8,1');
    await tab.page.getByLabel('Neurons a layer').fill('3,0,1');
    await tab.page.getByLabel('Neurons a layer').press('Enter');
    await eventually(textOf(tab, '#problem')).toMatch(/--layers/);
    await tab.page.getByLabel('Neurons a layer').fill('3,1');
    await tab.page.getByLabel('Neurons a layer').press('Enter');
    await eventually(textOf(tab, '#line')).toBe('/train --data moons --layers 3,1');
    expect(await textOf(tab, '#problem')()).toBe('');
    await tab.page.getByLabel('Activation').selectOption('relu');
    await tab.page.getByLabel('Learning rate').press('ArrowLeft');
    await eventually(textOf(tab, '#line')).toBe('/train --data moons --layers 3,1 --activation relu --lr 0.45');
  });

  it('an address that /train would refuse is refused in its words', async () => {
    const tab = await stage.tab('/lab?lr=fast');
    await eventually(textOf(tab, '#problem')).toMatch(/lr/);
    // The browser itself notes that the server said no.
    tab.wrong.length = 0;
  });

  it('is played with keys, but not while somebody types', async () => {
    const tab = await lab(stage);
    const figures = textOf(tab, '#figures');
    await tab.page.keyboard.press('s');
    await eventually(figures).toContain('step 1 of 30');
    await tab.page.keyboard.press('z');
    await eventually(() => numberOf(tab, '.grad')).toBe('0');
    await tab.page.keyboard.press(' ');
    await eventually(figures).toContain('step 30 of 30');
    await tab.page.getByRole('spinbutton', { name: 'Steps' }).focus();
    await tab.page.keyboard.press('s');
    await tab.page.getByRole('checkbox', { name: 'Keys' }).uncheck();
    await tab.page.locator('#run').focus();
    await tab.page.keyboard.press('s');
    await press(tab, 'From the start');
    await eventually(figures).toMatch(/^step 0 of 30/);
  });

  it('a pause shows what was computed, also where motion is reduced', async () => {
    const tab = await lab(stage, '?data=moons&steps=5000', { reducedMotion: 'reduce' });
    await press(tab, 'Start');
    await eventually(textOf(tab, '#figures')).not.toMatch(/^step 0 /);
    // In one go, before anything that is under way can be answered.
    const [said, seen] = (await tab.page.evaluate(`(() => {
      document.querySelector('#start').click();
      return ['#status', '#figures'].map((selector) => document.querySelector(selector).textContent);
    })()`)) as string[];
    expect(said).toBe(`Paused: ${seen}`);
  });

  it('shows every weight as a table', async () => {
    const tab = await lab(stage);
    await tab.page.getByText('All weights as a table').click();
    await eventually(() => tab.page.getByRole('row').count()).toBe(42);
    const row = tab.page.getByRole('row', { name: /^layers\[1\]\.neurons\[0\]\.w\[0\]/ });
    expect(await row.getByRole('cell').first().textContent()).toBe(await numberOf(tab, 'weight'));
  });

  it('posts the run', async () => {
    const tab = await lab(stage, '?data=xor&steps=5');
    const opened = tab.page.waitForEvent('popup');
    await press(tab, 'Post this run');
    const chat = new Tab(await opened, tab.wrong);
    await chat.answered(1);
    expect(await chat.last.getByRole('heading', { level: 2 }).textContent()).toBe('/train --data xor --steps 5');
  });

  it('is opened from an answer, and posts into the conversation that it came from', async () => {
    const chat = await stage.tab();
    await chat.ask('/train --data xor --lr 0.2');
    const opened = chat.page.waitForEvent('popup');
    await chat.last.getByRole('link', { name: 'Open in the lab' }).click();
    const tab = new Tab(await opened, chat.wrong);
    expect(new URL(tab.page.url()).search).toBe('?data=xor&lr=0.2');
    await eventually(textOf(tab, '#figures')).toMatch(/^step 0 of 100/);
    await tab.page.getByRole('spinbutton', { name: 'Steps' }).fill('7');
    await tab.page.getByRole('spinbutton', { name: 'Steps' }).press('Enter');
    await eventually(textOf(tab, '#line')).toContain('--steps 7');
    await press(tab, 'Post this run');
    await chat.answered(2);
    expect(await chat.last.getByRole('heading', { level: 2 }).textContent()).toBe(
      '/train --data xor --lr 0.2 --steps 7',
    );
  });

  it("learns from a file of one's own", async () => {
    const chat = await stage.tab();
    await chat.page.locator('#file').setInputFiles({
      name: 'points.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('size;weight;kind\n1,5;2;cat\n2;1;dog\n3;4;cat\n2,5;7;dog\n'),
    });
    await chat.page.locator('#chip:not([hidden])').waitFor();
    await chat.line.press('Enter');
    await chat.answered(1);
    const opened = chat.page.waitForEvent('popup');
    await chat.last.getByRole('link', { name: 'Open in the lab' }).click();
    const tab = new Tab(await opened, chat.wrong);
    await eventually(textOf(tab, '#figures')).toMatch(/of 4 right$/);
    expect(await tab.page.locator('#plane-legend').innerText()).toMatch(
      /^cat\s*dog\s*wrong side\s*output 0\s*across size, up weight$/,
    );
    expect(await textOf(tab, '#line')()).toMatch(/^\/train --file csv-/);
    await tab.page.getByLabel('Data', { exact: true }).selectOption('xor');
    await eventually(textOf(tab, '#line')).toBe('/train --data xor');
  });

  it('marks classes by colour and shape, as the pictures of the chat', async () => {
    const tab = await lab(stage, '?data=iris');
    const marks = tab.page.locator('#plane-legend .mark');
    expect(await marks.allInnerTexts()).toEqual(['setosa', 'versicolor', 'virginica']);
    const looks = await marks
      .locator('canvas')
      .evaluateAll((all) => all.map((one) => (one as unknown as { toDataURL(): string }).toDataURL()));
    expect(new Set(looks).size).toBe(3);
  });

  it.each(['light', 'dark'] as const)('axe finds nothing wrong in the %s theme', async (colorScheme) => {
    const tab = await lab(stage, '?data=moons&zero-grad=false', { colorScheme });
    await press(tab, 'One step');
    await tab.page.getByText('All weights as a table').click();
    expect(await violations(tab)).toEqual([]);
  });

  it("on a phone's width nothing scrolls sideways", async () => {
    const tab = await lab(stage, '', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await press(tab, 'Start');
    await tab.page.getByText('All weights as a table').click();
    const sideways = await tab.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBe(0);
  });
});
