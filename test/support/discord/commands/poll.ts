export { default } from '../../poll.ts';
