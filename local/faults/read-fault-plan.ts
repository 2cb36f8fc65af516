import { readFile } from 'node:fs/promises';
import { StartError } from '../start-error.ts';
import { FaultPlanError, parseFaultPlan } from './check-fault-plan.ts';
import type { FaultPlan } from './fault-plan.ts';

/** @throws StartError when the file can't be read, or is no plan. */
export async function readFaultPlan(file: string): Promise<FaultPlan> {
  try {
    return parseFaultPlan(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      throw new StartError(`There is no fault plan at ${file}.`);
    }
    const what = error instanceof FaultPlanError ? 'is wrong' : "can't be read";
    throw new StartError(`The fault plan in ${file} ${what}: ${message}`);
  }
}
