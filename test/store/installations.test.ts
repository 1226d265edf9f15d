import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { STORES } from './kinds.ts';

describe.each(STORES)('installations on Slack in $name', ({ without, open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let slack: Store['slack'];
  beforeEach(async (context) => {
    if (without) return context.skip(without);
    opened = await open();
    slack = opened.store.slack;
  });
  afterEach(async () => opened?.close());

  const keep = (tenant: string, sealed: string) => slack.keep({ tenant, sealed, installedAt: 5 });

  it('are there as they were kept, in place of those before', async () => {
    await keep('slack:T1', 'one');
    await keep('slack:T2', 'two');
    await keep('slack:T1', 'again');
    expect(await slack.find('slack:T1')).toEqual({
      tenant: 'slack:T1',
      sealed: 'again',
      installedAt: 5,
      refused: undefined,
    });
    expect((await slack.find('slack:T2'))?.sealed).toBe('two');
    expect(await slack.find('slack:T3')).toBeUndefined();
  });

  it('of an organisation serve its workspaces, and their own come first', async () => {
    await keep('slack:E1', 'school');
    await keep('slack:E2', 'other');
    await keep('slack:T2', 'own');
    expect(await slack.find('slack:T1')).toBeUndefined();
    expect((await slack.find('slack:T1', 'slack:E1'))?.sealed).toBe('school');
    expect((await slack.find('slack:T2', 'slack:E1'))?.sealed).toBe('own');
    await slack.join('slack:T1', 'slack:E1');
    await slack.join('slack:T3', 'slack:E1');
    expect((await slack.find('slack:T1'))?.sealed).toBe('school');
    expect(await slack.workspacesOf('slack:E1')).toEqual(['slack:T1', 'slack:T3']);
    await slack.join('slack:T1', 'slack:E2');
    expect((await slack.find('slack:T1'))?.sealed).toBe('other');
    expect(await slack.workspacesOf('slack:E1')).toEqual(['slack:T3']);
  });

  it('are refused once, until the app is added again', async () => {
    await keep('slack:T1', 'one');
    expect(await slack.refuse('slack:T1', 'before', 'token_revoked')).toBe(false);
    const told = await Promise.all(Array.from({ length: 4 }, () => slack.refuse('slack:T1', 'one', 'token_revoked')));
    expect(told.filter(Boolean)).toHaveLength(1);
    expect((await slack.find('slack:T1'))?.refused).toBe('token_revoked');
    await keep('slack:T1', 'one');
    expect((await slack.find('slack:T1'))?.refused).toBeUndefined();
  });

  it('are sealed anew by whoever is first', async () => {
    await keep('slack:T1', 'one');
    const [first, second] = [
      await slack.replace('slack:T1', 'one', 'two'),
      await slack.replace('slack:T1', 'one', 'three'),
    ];
    expect([first, second, (await slack.find('slack:T1'))?.sealed]).toEqual([true, false, 'two']);
  });

  it('are gone through page by page', async () => {
    for (const tenant of ['slack:T3', 'slack:E1', 'slack:T1', 'slack:T2']) await keep(tenant, tenant);
    const page = async (after: string) => (await slack.after(after, 3)).map(({ tenant }) => tenant);
    const first = await page('');
    expect([first, await page(first.at(-1) ?? '')]).toEqual([['slack:E1', 'slack:T1', 'slack:T2'], ['slack:T3']]);
  });

  it('are forgotten with their workspace', async () => {
    await keep('slack:T1', 'one');
    await slack.join('slack:T1', 'slack:E1');
    await keep('slack:E1', 'school');
    await opened.store.forgetTenant('slack:T1');
    expect([await slack.find('slack:T1'), await slack.workspacesOf('slack:E1')]).toEqual([undefined, []]);
    expect((await slack.find('slack:E1'))?.sealed).toBe('school');
  });
});
