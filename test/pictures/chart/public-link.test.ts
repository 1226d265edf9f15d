import { expect, it } from 'vitest';
import { publicLink } from '../../../src/pictures/chart/public-link.ts';
import { lossPicture, neverZeroed, run, zeroed } from '../../figures/training/records.ts';

const picture = lossPicture([zeroed, neverZeroed], 'A title & "more"');

it('has the whole chart in the address', () => {
  const address = new URL(publicLink({ nodes: [picture] }, 'https://charts.example.org/q/', 'light') ?? '');
  expect(address.origin + address.pathname).toBe('https://charts.example.org/q/chart');
  const { data, options } = JSON.parse(address.searchParams.get('c') ?? '');
  expect(data.datasets.map(({ label }: { label: string }) => label)).toContain('✕ iteration 11: math range error');
  expect(options.plugins.title.text).toEqual(['A title & "more"']);
  expect(address.searchParams.get('v')).toBe('4');
  expect(address.href.length).toBeLessThan(16_000);
});

it('keeps the port of a server', () => {
  expect(publicLink({ nodes: [picture] }, 'http://127.0.0.1:3400', 'dark')).toMatch(
    /^http:\/\/127\.0\.0\.1:3400\/chart\?/,
  );
});

it('is none for a reply without a chart, or with one that is too large', () => {
  expect(publicLink({ nodes: [] }, 'https://charts.example.org', 'dark')).toBeUndefined();
  const long = lossPicture([run(Array.from({ length: 900 }, (_, i) => 1 + Math.sin(i)))], 'Long');
  expect(publicLink({ nodes: [long] }, 'https://charts.example.org', 'dark')).toBeUndefined();
});
