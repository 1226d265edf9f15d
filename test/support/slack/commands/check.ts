export { default } from '../../../../commands/check.ts';
