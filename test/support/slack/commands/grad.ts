export { default } from '../../../../commands/grad.ts';
