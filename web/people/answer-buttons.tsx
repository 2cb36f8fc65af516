import { useState } from 'react';
import type { Action } from '../menus/action.ts';

export interface AnswerButtonsProps {
  /** Whom they are about. */
  readonly name: string;
  readonly actions: readonly Action[];
}

/** The actions that answer something which waits, as buttons. They can't be used while one of them is being done. */
export function AnswerButtons({ name, actions }: AnswerButtonsProps) {
  const [isBusy, setIsBusy] = useState(false);
  const run = async (action: Action) => {
    setIsBusy(true);
    await action.run();
    setIsBusy(false);
  };
  const answers = actions.filter(({ answer }) => answer !== undefined);
  if (answers.length === 0) return null;
  return (
    <div className="answers">
      {answers.map((action, index) => (
        <button
          key={action.label}
          type="button"
          // The first of a choice is what was asked for.
          className={index === 0 && answers.length > 1 ? 'button primary' : 'button'}
          aria-label={`${action.answer} ${name}`}
          disabled={isBusy}
          onClick={() => void run(action)}
        >
          {action.answer}
        </button>
      ))}
    </div>
  );
}
