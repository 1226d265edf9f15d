import { afterAll, beforeAll, describe } from 'vitest';
import { describeInSeveral } from '../quiz/processes.ts';
import type { Stage as Processes } from '../quiz/stage.ts';
import { BrowserStage, describeInBrowser } from './browser.ts';
import { NO_BROWSER } from './chromium.ts';

/** The same tests before one process that serves the page, and before three behind a balancer. */
export function describeInBrowserAndProcesses(name: string, tests: (stage: BrowserStage) => void): void {
  describeInBrowser(`${name}, from one process`, tests);
  if (NO_BROWSER !== undefined) return;
  describe(name, () => {
    describeInSeveral((open) => {
      const stage = new SeveralStage(() => open({ page: true }));
      beforeAll(() => stage.open());
      afterAll(() => stage.close());
      tests(stage);
    });
  });
}

class SeveralStage extends BrowserStage {
  private readonly start: () => Promise<Processes>;
  private processes: Processes | undefined;

  constructor(start: () => Promise<Processes>) {
    super();
    this.start = start;
  }

  override async open(): Promise<void> {
    [this.processes] = await Promise.all([this.start(), super.open()]);
  }

  override async close(): Promise<void> {
    await super.close();
    await this.processes?.close();
  }

  get url(): string {
    return this.processes?.page.url ?? '';
  }

  async passUntil(seen: () => Promise<boolean>): Promise<void> {
    await this.processes?.rig.passUntil(seen);
  }
}
