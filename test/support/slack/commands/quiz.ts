export { default } from '../../../../commands/quiz.ts';
