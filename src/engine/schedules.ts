/** The table of schedules: how the learning rate changes over the steps of a run, as PyTorch's `lr_scheduler` has it. */
export interface Schedule {
  /** What reports call it. */
  readonly title: string;
  /** What the rate is multiplied with in step `i` of `steps`, from 0 on. */
  readonly factor: (i: number, steps: number) => number;
  /** As text in `i`, `steps` and `lr`. */
  readonly formula: string;
  /** What a teacher would say of it. */
  readonly sentence: string;
  /** How PyTorch makes it for a run of so many steps. */
  readonly torch: (steps: number) => string;
}

/** The step schedule divides the rate by ten after each third of the run, as `StepLR` does with its own gamma. */
const GAMMA = 0.1;
const third = (steps: number): number => Math.ceil(steps / 3);

const table = {
  step: {
    title: 'in steps',
    factor: (i, steps) => GAMMA ** Math.floor(i / third(steps)),
    formula: 'lr*0.1^floor(i/ceil(steps/3))',
    sentence:
      'The learning rate is divided by ten after each third of the run, so that careful steps follow large ones.',
    torch: (steps) => `StepLR(optimizer, step_size=${third(steps)}, gamma=${GAMMA})`,
  },
  cosine: {
    title: 'cosine',
    factor: (i, steps) => (1 + Math.cos((Math.PI * i) / steps)) / 2,
    formula: 'lr*(1+cos(pi*i/steps))/2',
    sentence: 'The learning rate follows half a cosine from its full size down to almost 0 in the last step.',
    torch: (steps) => `CosineAnnealingLR(optimizer, T_max=${steps})`,
  },
} satisfies Record<string, Schedule>;

/** The name of an entry of the table, which is how a person writes it. */
export type ScheduleName = keyof typeof table;

/** The entry of a schedule. */
export const scheduleNamed = (name: ScheduleName): Schedule => table[name];

/** All names in the order of the table. */
export const scheduleNames = Object.keys(table) as ScheduleName[];
