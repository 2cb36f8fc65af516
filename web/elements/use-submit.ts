import { useState } from 'react';
import { errorSentence } from '../text/sentences/error-sentence.ts';
import { TOLD_AT_A_FIELD } from '../told-at-a-field.ts';

export interface Submit {
  /** Why what the form asked for came to nothing; '' while nothing has. */
  readonly fault: string;
  readonly isBusy: boolean;
  /** @param fault of what is written in it; '' is none */
  readonly setFault: (fault: string) => void;
  /**
   * Does what the form asks for. Never rejects.
   * @param run is given the command's `ref`: its failure is told at the form, and not above the page as well
   * @returns whether it is done, or waits for a connection
   */
  readonly submit: (run: (ref: string) => Promise<unknown>) => Promise<boolean>;
}

/** What a form asks for, one at a time, and what became of it. */
export function useSubmit(): Submit {
  const [fault, setFault] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  async function submit(run: (ref: string) => Promise<unknown>): Promise<boolean> {
    setIsBusy(true);
    setFault('');
    const ref = crypto.randomUUID();
    TOLD_AT_A_FIELD.add(ref);
    try {
      await run(ref);
      return true;
    } catch (error) {
      setFault(errorSentence(error));
      return false;
    } finally {
      TOLD_AT_A_FIELD.delete(ref);
      setIsBusy(false);
    }
  }
  return { fault, isBusy, setFault, submit };
}
