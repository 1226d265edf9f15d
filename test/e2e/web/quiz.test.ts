import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { violations } from '../../support/web/axe.ts';
import { type BrowserStage, enter, eventually, roomOf, type Tab } from '../../support/web/browser.ts';
import { describeInBrowserAndProcesses } from '../../support/web/several.ts';

/** What the quiz has said last in a tab with these words in its heading. */
const pushed = (tab: Tab, heading: string) =>
  tab.pushed.filter({ has: tab.page.getByRole('heading', { level: 3, name: heading, exact: true }) }).last();

/** Lets time pass until a message is there; gives it. */
async function see(stage: BrowserStage, tab: Tab, heading: string) {
  const message = pushed(tab, heading);
  await stage.passUntil(async () => (await message.count()) > 0);
  return message;
}

async function rename(tab: Tab, name: string): Promise<void> {
  await tab.page.getByRole('button', { name: /^You are Guest [\da-f]{4}$/ }).click();
  await tab.page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await tab.page.keyboard.press('Enter');
  await tab.page.getByRole('button', { name: `You are ${name}` }).waitFor();
}

/** What a browser does when somebody looks at another tab, and comes back. */
const hide = ({ page }: Tab, hidden: boolean): Promise<void> =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** Is something above the line at the foot of the page, which hides what is below? */
const aboveComposer = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    const foot = document.querySelector('#composer') as Element;
    return element.getBoundingClientRect().bottom <= foot.getBoundingClientRect().top;
  });

describeInBrowserAndProcesses('a quiz on the page', (stage) => {
  it('two tabs are two people, who play one quiz', async () => {
    // The third has only joined, so that the question stays open for the others.
    const [ana, ben, cleo] = await Promise.all([stage.tab(), stage.tab(), stage.tab()]);
    await rename(ana, 'Ana');
    await rename(ben, 'Ben');
    await ana.ask('/quiz start --rounds 2 --level 1 --seed 4');
    expect(ana.page.url()).toBe(`${stage.url}/`);
    const room = await roomOf(ana);
    await enter(ben, room, 'Ben');

    // Both join; what is pressed under a message is answered under it.
    const lobby = [await see(stage, ana, 'A quiz begins'), await see(stage, ben, 'A quiz begins')] as const;
    await lobby[0].getByRole('button', { name: 'Join' }).click();
    await enter(cleo, room, 'Cleo');
    await lobby[1].getByRole('button', { name: 'Join' }).click();
    await eventually(() => lobby[1].getByRole('status').textContent()).not.toBe('');
    expect(await ben.articles.count()).toBe(0);
    await lobby[1].getByRole('button', { name: 'Begin' }).click();
    await eventually(() => lobby[1].getByRole('status').textContent()).toContain('Only the host');
    await lobby[0].getByRole('button', { name: 'Begin' }).click();

    // One answers with a button; the other takes the hint, does not know, and then types.
    const first = [await see(stage, ana, 'Question 1 of 2'), await see(stage, ben, 'Question 1 of 2')] as const;
    const pressed = first[0].getByRole('button', { name: /^A / });
    await pressed.click();
    await eventually(() => first[0].getByRole('status').textContent()).toContain('Noted: A');
    expect(await pressed.getAttribute('aria-pressed')).toBe('true');
    await pressed.evaluate((button) => button.setAttribute('data-same', ''));
    const told = first[1].getByRole('status');
    await first[1].getByRole('button', { name: 'Hint' }).click();
    await eventually(() => told.textContent()).toContain('0.9');
    await first[1].getByRole('button', { name: "I don't know yet" }).click();
    await eventually(() => told.textContent()).toContain("you don't know yet");
    expect(await first[0].getByRole('status').textContent()).toContain('Noted: A');

    // What is being typed stays, while the message around it changes.
    await first[1].getByRole('button', { name: 'Type my answer' }).click();
    const field = first[1].getByRole('textbox');
    await field.pressSequentially('12');
    await stage.passUntil(async () => (await first[1].textContent())?.includes('2 of 3 have answered') ?? false);
    await eventually(() => first[0].textContent()).toContain('2 of 3 have answered');
    expect(await pressed.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await pressed.getAttribute('data-same')).toBe('');
    expect(await pressed.getAttribute('aria-pressed')).toBe('true');
    await ben.page.keyboard.type('34');
    expect(await field.inputValue()).toBe('1234');
    expect(await violations(ben)).toEqual([]);
    await ben.page.keyboard.press('Enter');
    await eventually(() => told.textContent()).toContain('Noted: 1234');

    // A tab that is loaded again sees the question again.
    await ana.page.reload();
    const again = pushed(ana, 'Question 1 of 2');
    await again.getByRole('button', { name: 'Hint' }).waitFor();
    // What was answered stays marked; what is typed instead takes the mark away.
    const option = again.getByRole('button', { name: /^A / });
    expect(await option.getAttribute('aria-pressed')).toBe('true');
    await ana.ask('/quiz answer B');
    expect(await option.getAttribute('aria-pressed')).toBe('false');
    await option.click();
    await eventually(() => option.getAttribute('aria-pressed')).toBe('true');
    expect(await ana.page.getByRole('region', { name: 'See backpropagation' }).isVisible()).toBe(false);

    // All see the answer; what one's own answer suggests, each sees alone.
    const command = await first[1].getByRole('button', { name: /^B / }).getAttribute('data-command');
    await hide(ben, true);
    const forAna = await see(stage, ana, 'Answer to question 1 of 2');
    expect(await pushed(ben, 'Answer to question 1 of 2').count()).toBe(0);
    // A tab that was in the background hears what it missed.
    await hide(ben, false);
    const reveals = [forAna, await see(stage, ben, 'Answer to question 1 of 2')] as const;
    for (const reveal of reveals) expect(await reveal.textContent()).toMatch(/A [✔✘].*█.*\n.*… ✘ .*█/s);
    await eventually(() => ben.page.getByRole('heading', { name: 'Quiz, for you alone' }).count()).toBe(1);
    expect(await ben.page.locator('#log').textContent()).toContain('Your answer to question 1: 1234');
    expect(await ana.page.locator('#log').textContent()).not.toContain('1234');
    expect(await first[1].getByRole('button').count()).toBe(0);
    await ben.ask(command ?? '');
    expect(await ben.last.textContent()).toContain('your answer came too late');

    // Nothing stands open any more: a letter alone is no answer, and no command.
    await ana.ask('b');
    expect(await ana.last.textContent()).toContain('no formula and no command');
    await ana.ask('/quiz begin');
    const second = await see(stage, ana, 'Question 2 of 2');
    expect(await violations(ana)).toEqual([]);
    await second.getByRole('button', { name: /^B / }).click();
    await eventually(() => second.getByRole('status').textContent()).toContain('Noted: B');
    // What is typed into the line at the foot of the page answers, too, if it has no slash.
    await ana.ask('a');
    expect(await ana.last.textContent()).toContain('Noted: A');
    await eventually(() => second.locator('[aria-pressed="true"]').textContent()).toMatch(/^A /);
    await ana.ask('/grad a*b');
    expect(await ana.last.textContent()).toContain('dL/da');
    expect(await second.locator('time').textContent()).toMatch(/at \d\d:\d\d:\d\d UTCin \d+ (s|min( \d+ s)?)$/);
    await ana.ask('/quiz stop');
    for (const tab of [ana, ben]) {
      const board = await see(stage, tab, 'The quiz is over');
      for (const name of ['Ana', 'Ben']) expect(await board.textContent()).toContain(name);
    }
  });

  it('marks every option that is chosen, where all right ones are to be', async () => {
    const tab = await stage.tab();
    await tab.ask('/quiz import Which two? {~%50%one ~%50%two ~%-50%three ~%-50%four}');
    await tab.ask('/quiz start --topic own --rounds 1');
    const lobby = await see(stage, tab, 'A quiz begins');
    await lobby.getByRole('button', { name: 'Join' }).click();
    await eventually(() => lobby.getByRole('status').textContent()).toContain('You are in');
    await lobby.getByRole('button', { name: 'Begin' }).click();
    const question = await see(stage, tab, 'Question 1 of 1');
    const marked = () =>
      question.locator('[aria-pressed="true"]').evaluateAll((all) => all.map((one) => one.textContent));
    const press = (name: RegExp) => question.getByRole('button', { name }).first().click();
    const [one, two, three] = [/one/, /two/, /three/];
    await press(one);
    await eventually(marked).toEqual([expect.stringMatching(one)]);
    await press(three);
    await eventually(marked).toEqual([expect.stringMatching(one), expect.stringMatching(three)]);
    await press(two);
    await press(three);
    await eventually(marked).toEqual([expect.stringMatching(one), expect.stringMatching(two)]);
    await press(/^Done/);
    await eventually(marked).toEqual([expect.stringMatching(one), expect.stringMatching(two), 'Done']);
    expect(await violations(tab)).toEqual([]);
    await tab.ask('/quiz stop');
    await see(stage, tab, 'The quiz is over');
  });

  it('a link does not act by itself', async () => {
    const tab = await stage.tab('/#/quiz%20start');
    await tab.answered(1);
    expect(await tab.last.textContent()).toContain('press the button');
    expect(await tab.last.getByRole('button', { name: 'Copy link' }).count()).toBe(0);
    await tab.last.getByRole('button', { name: 'Do it' }).click();
    await see(stage, tab, 'A quiz begins');
    await tab.ask('/quiz stop');
    await see(stage, tab, 'The quiz is over');
  });

  it('a teacher pastes questions of many lines', async () => {
    const tab = await stage.tab();
    await tab.ask('/grad a*b+c');
    await tab.ask('/quiz import');
    await tab.last.getByRole('button').first().click();
    const field = tab.last.getByRole('textbox');
    await eventually(() => aboveComposer(tab.last.getByRole('button', { name: 'OK' }))).toBe(true);
    await field.fill('- prompt: "What is 2*3?"\n  options:\n    - "* 6"\n    - "5"\n');
    expect(await violations(tab)).toEqual([]);
    await tab.last.getByRole('button', { name: 'OK' }).click();
    await tab.answered(3);
    expect(await tab.last.locator('.reply').textContent()).toContain('1 question, new.');
  });

  it('alone one practises, with a text of one’s own too', async () => {
    const tab = await stage.tab();
    // Each has questions of their own; those of this type can always be answered with a number.
    await tab.ask('/quiz practice --type forward-value');
    const type = tab.last.getByRole('button', { name: 'Type my answer' });
    await type.click();
    await tab.page.keyboard.press('Escape');
    await eventually(() => type.evaluate((button) => button === document.activeElement)).toBe(true);
    await type.click();
    await tab.page.keyboard.type('a 7');
    await tab.page.keyboard.press('Enter');
    await tab.answered(2);
    expect(await tab.last.locator('.reply').textContent()).not.toBe('');
    expect(tab.page.url()).toBe(`${stage.url}/`);
    await tab.ask('6.0');
    expect(await tab.last.locator('.reply').textContent()).toContain('Practice: question 1');
    await tab.ask('/quiz answer A');
    expect(await tab.last.locator('.reply').textContent()).toContain('Practice: question 1');
  });
});
