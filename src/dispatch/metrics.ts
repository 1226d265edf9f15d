/** How a request ended, for the log and the figures. */
export type Outcome = 'answered' | 'refused' | 'busy' | 'stopped' | 'repeat' | 'failed';

export interface Metrics {
  record(request: { platform: string; command: string; outcome: Outcome; seconds: number }): void;
  /** The page for Prometheus, and its content type. */
  page(): Promise<{ readonly text: string; readonly type: string }>;
}

/** From a quick formula to the deadline of 20 s. */
const BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30];

/** The library is loaded with the first figure: a start must not wait for it. */
export function createMetrics(): Metrics {
  let figures: ReturnType<typeof createFigures> | undefined;
  return {
    record({ seconds, ...labels }) {
      figures ??= createFigures();
      void figures.then(({ commands, duration }) => {
        commands.inc(labels);
        duration.observe(labels, seconds);
      });
    },
    async page() {
      figures ??= createFigures();
      const { registry } = await figures;
      return { text: await registry.metrics(), type: registry.contentType };
    },
  };
}

async function createFigures() {
  const { Counter, collectDefaultMetrics, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['platform', 'command', 'outcome'] as const;
  const commands = new Counter({
    name: 'chainrule_commands_total',
    help: 'Commands by platform, name and outcome',
    labelNames,
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'chainrule_command_seconds',
    help: 'Time from a command to its answer',
    labelNames,
    buckets: BUCKETS,
    registers: [registry],
  });
  return { registry, commands, duration };
}
