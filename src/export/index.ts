export { checkExport, exported, type FormName, formNamed, formNames } from './forms.ts';
export type { ExportedRun } from './run.ts';
