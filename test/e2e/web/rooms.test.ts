import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { violations } from '../../support/web/axe.ts';
import { type BrowserStage, enter, eventually, roomOf, Tab } from '../../support/web/browser.ts';
import { describeInBrowserAndProcesses } from '../../support/web/several.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const sideways = ({ page }: Tab) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const said = ({ page }: Tab) => page.locator('#room-said').textContent();

/** Another tab of the same browser, whose errors count as the first one's. */
async function beside({ page, wrong }: Tab, address: string): Promise<Tab> {
  const other = await page.context().newPage();
  other.on('pageerror', (error) => wrong.push(String(error)));
  await other.goto(address);
  return new Tab(other, wrong);
}

const stageOf = ({ page }: Tab) => page.locator('#stage');

/** A host with a room, in which a quiz is about to begin. */
async function hosts(stage: BrowserStage, line = '/quiz start --rounds 2 --level 1 --seed 4') {
  const host = await stage.tab();
  await host.ask(line);
  return { host, room: await roomOf(host) };
}

const heading = (page: Page) => page.getByRole('heading', { level: 2 }).first().textContent();

describeInBrowserAndProcesses('a room on the page', (stage) => {
  it('is shown on a projector from the lobby to the board, and led from there', async () => {
    const { host, room } = await hosts(stage);
    const [ana, ben] = await Promise.all([stage.tab('/', PHONE), stage.tab('/', PHONE)]);
    const shown = await beside(host, `${stage.url}/#/present/${room}`);
    await shown.page.setViewportSize({ width: 1280, height: 720 });
    const plain = await stage.tab(`/#/present/${room}`);
    const begin = shown.page.getByRole('button', { name: 'Begin' });
    await begin.waitFor();
    await plain.page.getByRole('heading', { name: `Join room ${room}` }).waitFor();
    // Only the host's browser has buttons.
    expect(await plain.page.getByRole('button').count()).toBe(0);
    const qr = shown.page.getByRole('img', { name: `QR code of ${stage.url}/#/join/${room}` });
    expect(await qr.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    expect(await violations(shown)).toEqual([]);

    await enter(ana, room, 'Ana');
    await enter(ben, room, 'Ben');
    await stage.passUntil(async () => (await stageOf(shown).textContent())?.includes('2 people in') ?? false);
    expect(await shown.page.getByRole('list', { name: 'Who is in' }).textContent()).toBe('AnaBen');
    await begin.focus();
    await shown.page.keyboard.press('Enter');

    const options = shown.page.locator('.options li');
    await stage.passUntil(async () => (await options.count()) > 0);
    expect(await heading(shown.page)).toBe('Question 1 of 2');
    expect(await shown.page.getByRole('timer').textContent()).toMatch(/^(\d:\d\d|\d+ s)$/);
    await stage.passUntil(async () => (await stageOf(plain).textContent())?.includes('0 of 2 answered') ?? false);
    expect(await violations(shown)).toEqual([]);
    for (const tab of [shown, plain])
      for (const [width, height] of [
        [1280, 720],
        [1920, 1080],
      ] as const) {
        await tab.page.setViewportSize({ width, height });
        const hidden = () => stageOf(tab).evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
        await eventually(hidden).toBeLessThanOrEqual(1);
      }
    // Nothing tells the answer.
    expect(await stageOf(plain).textContent()).not.toMatch(/[✔✘]/);

    const question = ana.pushed.filter({ hasText: 'Question 1 of 2' });
    await question.locator('[data-command$=" B"]').click();
    await stage.passUntil(async () => (await stageOf(plain).textContent())?.includes('1 of 2 answered') ?? false);
    await shown.page.getByRole('button', { name: 'Reveal now' }).click();
    const bars = shown.page.getByRole('list', { name: 'Answers' });
    await stage.passUntil(async () => (await bars.count()) > 0);
    expect(await bars.textContent()).toMatch(/✔|✘/);
    expect(await shown.page.getByRole('table').textContent()).toContain('Ana');
    expect(await violations(shown)).toEqual([]);
    await shown.page.setViewportSize({ width: 390, height: 844 });
    expect(await sideways(shown)).toBe(0);

    // What a presenter's remote sends is the next step.
    await shown.page.keyboard.press('PageDown');
    await stage.passUntil(async () => (await heading(shown.page)) === 'Question 2 of 2');
    await shown.page.getByRole('button', { name: 'Stop' }).click();
    await stage.passUntil(async () => (await heading(shown.page)) === 'The quiz is over');
    expect(await violations(shown)).toEqual([]);
  });

  it('is joined with a name that nobody else has there, on a phone, in both themes', async () => {
    const { room } = await hosts(stage);
    const [ana, ben] = await Promise.all([
      stage.tab(`/#/join/${room}`, { ...PHONE, colorScheme: 'light' }),
      stage.tab(`/#/join/${room.toLowerCase()}`, { ...PHONE, colorScheme: 'dark' }),
    ]);
    for (const tab of [ana, ben]) {
      await tab.page.getByRole('textbox', { name: 'Your name' }).waitFor();
      expect(await violations(tab)).toEqual([]);
      expect(await sideways(tab)).toBe(0);
    }
    await enter(ana, room, 'Ana');
    await eventually(() => said(ana)).toContain('You are in.');
    const name = ben.page.getByRole('textbox', { name: 'Your name' });
    await name.fill('  АNA');
    await ben.page.keyboard.press('Enter');
    await eventually(() => ben.page.getByRole('alert').filter({ hasText: 'is called' }).count()).toBe(1);
    expect(await name.inputValue()).toBe('АNA B.');
    expect(await violations(ben)).toEqual([]);
    await ben.page.keyboard.press('Enter');
    await eventually(() => said(ben)).toContain('as АNA B.');
    for (const tab of [ana, ben]) {
      expect(await violations(tab)).toEqual([]);
      expect(await sideways(tab)).toBe(0);
    }
    // Nor by another name afterwards.
    await ben.page.locator('#who').click();
    await ben.page.getByRole('textbox', { name: 'Name', exact: true }).fill('ana');
    await ben.page.keyboard.press('Enter');
    await eventually(() => ben.page.locator('#naming-problem').textContent()).toContain('is called ana already');
    expect(await violations(ben)).toEqual([]);
  });

  it('whoever loads it again, opens another tab or takes another device is the same person', async () => {
    const { room } = await hosts(stage);
    const ana = await stage.tab(`/#/join/${room}`);
    await enter(ana, room, 'Ana');
    await ana.page.reload();
    await eventually(() => said(ana)).toBe(`You are in room ${room} as Ana.`);
    const again = await beside(ana, `${stage.url}/#/join/${room}`);
    await eventually(() => said(again)).toBe(`You are in room ${room} as Ana.`);

    await ana.page.locator('#who').click();
    await ana.page.getByText('Another person, another device').click();
    await ana.page.getByRole('button', { name: 'Bring me to another device' }).click();
    const words = ana.page.locator('#words');
    await eventually(() => words.textContent()).toContain('type:');
    expect(await violations(ana)).toEqual([]);
    const word = /type: ([a-z ]+)\./.exec((await words.textContent()) ?? '')?.[1] ?? '';
    const phone = await stage.tab('/', PHONE);
    await phone.page.locator('#who').click();
    await phone.page.getByText('Another person, another device').click();
    await phone.page.getByRole('textbox', { name: 'Words from my other device' }).fill(word);
    await phone.page.keyboard.press('Enter');
    await phone.page.getByRole('button', { name: 'You are Ana' }).waitFor();
    await phone.page.goto(`${stage.url}/#/join/${room}`);
    await eventually(() => said(phone)).toBe(`You are in room ${room} as Ana.`);

    // Somebody else at this tab gives a name of their own; the other tab stays who it is.
    await again.page.locator('#who').click();
    await again.page.getByText('Another person, another device').click();
    await again.page.getByRole('button', { name: 'I am somebody else' }).click();
    await enter(again, room, 'Ben');
    await eventually(() => said(again)).toContain('as Ben.');
    await ana.page.reload();
    await eventually(() => said(ana)).toContain('as Ana.');
  });

  it('several go on at once, and none hears of another', async () => {
    const [one, other] = [await hosts(stage), await hosts(stage)];
    expect(one.room).not.toBe(other.room);
    const ana = await stage.tab();
    await enter(ana, one.room, 'Ana');
    const lobby = (tab: Tab) => tab.pushed.filter({ hasText: 'A quiz begins' });
    await stage.passUntil(async () => (await lobby(ana).textContent())?.includes('Ana') ?? false);
    expect(await lobby(other.host).textContent()).not.toContain('Ana');
    await other.host.ask('/quiz stop');
    await stage.passUntil(async () => (await other.host.pushed.filter({ hasText: 'is over' }).count()) > 0);
    expect(await ana.pushed.filter({ hasText: 'is over' }).count()).toBe(0);
    await ana.page.getByRole('button', { name: 'Leave' }).click();
    await eventually(() => ana.pushed.count()).toBe(0);
  });
});
