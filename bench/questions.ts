import type { Question } from './question.ts';

/** In the order of docs/performance.md. */
export const questions: readonly Question[] = [];
