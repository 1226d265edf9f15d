import { expect, it } from 'vitest';
import { violations } from '../../support/web/axe.ts';
import { describeInBrowser, enter, eventually, roomOf, type Tab } from '../../support/web/browser.ts';

const questionIn = (tab: Tab) =>
  tab.pushed.filter({ has: tab.page.getByRole('heading', { level: 3, name: 'Question 1 of 2' }) });

describeInBrowser('a page whose server is gone for a while', (stage) => {
  it('says so in one line until it is back, loses nothing, and shows the quiz that runs', async () => {
    const tab = await stage.tab();
    const lost = tab.page.getByRole('status').filter({ hasText: 'No connection' });
    await tab.ask('/quiz start --rounds 2 --level 1 --seed 4');
    const room = await roomOf(tab);
    const lobby = tab.pushed.filter({ hasText: 'A quiz begins' });
    await lobby.getByRole('button', { name: 'Join' }).click();
    await eventually(() => lobby.getByRole('status').textContent()).toContain('You are in');
    await lobby.getByRole('button', { name: 'Begin' }).click();
    const question = questionIn(tab);
    await stage.passUntil(async () => (await question.count()) > 0);
    await tab.line.fill('/grad half typed');
    expect(await lost.count()).toBe(0);

    const start = await stage.stop();
    await lost.waitFor();
    expect(await violations(tab)).toEqual([]);
    await start();
    await eventually(() => lost.count()).toBe(0);
    expect(await tab.line.inputValue()).toBe('/grad half typed');
    // The browser itself notes what could not be loaded.
    tab.wrong.length = 0;

    // A tab that is opened now sees the question too, and it is the same one for all.
    const late = await stage.tab();
    await enter(late, room, 'Late');
    for (const one of [tab, late]) {
      const shown = questionIn(one);
      await shown.locator('[data-command$=" B"]').click();
      await eventually(() => shown.getByRole('status').textContent()).toContain('Noted: B');
      expect(await shown.count()).toBe(1);
      expect(await one.pushed.count()).toBe(2);
    }
    await stage.passUntil(async () => (await question.textContent())?.includes('2 of 2 have answered') ?? false);
    await tab.ask('/quiz stop');
    await stage.passUntil(async () => (await late.pushed.filter({ hasText: 'The quiz is over' }).count()) > 0);

    // Nothing of what is over comes back.
    await (await stage.stop())();
    const after = await stage.tab();
    await enter(after, room, 'After');
    await after.ask('/grad a');
    expect(await after.pushed.count()).toBe(0);
    await eventually(() => lost.count()).toBe(0);
    tab.wrong.length = 0;
    late.wrong.length = 0;
  });

  it('shows a task of the room again, and changes it where it stands', async () => {
    const host = await stage.tab();
    await host.ask('/quiz assign --rounds 2 --level 1 --seed 4 --due in 2 days');
    const room = await roomOf(host);
    await host.pushed.filter({ hasText: 'A task' }).waitFor();
    await (await stage.stop())();
    const pupil = await stage.tab();
    await enter(pupil, room, 'Ana');
    const task = pupil.pushed.filter({ hasText: 'A task' });
    expect(await task.textContent()).toContain('Nobody has begun yet.');
    await task.getByRole('button', { name: 'Answer' }).click();
    await task.getByRole('status').getByRole('button', { name: 'Begin' }).click();
    await task.getByRole('status').getByRole('button', { name: "I don't know yet" }).click();
    await stage.passUntil(async () => (await task.textContent())?.includes('1 person has begun') ?? false);
    expect(await pupil.pushed.count()).toBe(1);
    host.wrong.length = 0;
  });
});
