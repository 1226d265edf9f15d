export { checkExport, endOf, exported, type FormName, formNamed, formNames } from './forms.ts';
export { type Compared, gradientScript } from './gradient.ts';
export type { ExportedRun } from './run.ts';
