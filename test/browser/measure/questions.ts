import type { Question } from '../../../bench/question.ts';
import { firstView } from './questions/first-view.ts';
import { scrolling } from './questions/scrolling.ts';
import { sdkSize } from './questions/sdk-size.ts';
import { start } from './questions/start.ts';
import { typing } from './questions/typing.ts';

/** In the order of docs/performance.md. */
export const pageQuestions: readonly Question[] = [firstView, start, typing, scrolling, sdkSize];
