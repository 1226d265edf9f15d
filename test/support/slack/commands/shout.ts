export { default } from '../../shout.ts';
