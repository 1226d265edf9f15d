import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** How a request ended, for the log and the figures. */
export type Outcome = 'answered' | 'refused' | 'busy' | 'stopped' | 'repeat' | 'failed';

export interface Metrics {
  record(request: { platform: string; command: string; outcome: Outcome; seconds: number }): void;
  /** The page for Prometheus, and its content type. */
  page(): Promise<string>;
  readonly contentType: string;
}

/** From a quick formula to the deadline of 20 s. */
const BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30];

export function createMetrics(): Metrics {
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
  return {
    record({ seconds, ...labels }) {
      commands.inc(labels);
      duration.observe(labels, seconds);
    },
    page: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
