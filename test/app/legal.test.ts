import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { legalRoutes, type Operator } from '../../src/app/legal/pages.ts';

async function serve(operator: Operator) {
  const routes = legalRoutes(operator);
  const server = createServer((request, response) => routes.get(request.url ?? '')?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (path: string, method = 'GET') =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method });
}

describe.each(['/privacy', '/terms'])('%s', (path) => {
  it('names the operator and the contact', async () => {
    const get = await serve({ name: 'Lycée <Pascal> & Co', contact: 'bot@example.org' });
    const response = await get(path);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toContain('Lycée &#60;Pascal&#62; &#38; Co');
    expect(text).toContain('<a href="mailto:bot@example.org">bot@example.org</a>');
    expect(text).toContain('/me forget');
    expect(text).not.toContain('{{');
  });

  it('links a page as the contact', async () => {
    const get = await serve({ name: 'A school', contact: 'https://example.org/a?b="c"&d' });
    expect(await (await get(path)).text()).toContain('href="https://example.org/a?b=&#34;c&#34;&#38;d"');
  });

  it('says where the operator has given nothing', async () => {
    const text = await (await (await serve({}))(path)).text();
    expect(text).toContain('The operator of this server has not given a name.');
    expect(text).toContain('The operator has not given any.');
  });

  it('loads nothing, sets nothing and runs nothing', async () => {
    const response = await (await serve({}))(path);
    const text = await response.text();
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(text).not.toMatch(/<script|src=|<link/);
  });

  it('can be asked for its head, and takes nothing', async () => {
    const get = await serve({});
    const head = await get(path, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1000);
    expect((await get(path, 'POST')).status).toBe(405);
  });
});
