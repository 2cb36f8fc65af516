import { type ReactNode, type RefObject, useState } from 'react';
import { Question } from '../elements/question.tsx';
import type { Action } from './action.ts';

/** Does what is chosen, and asks before what can't be taken back. @param asker where the focus goes back to */
export function useAsking(asker: RefObject<HTMLElement | null>): {
  readonly choose: (action: Action) => void;
  /** To be rendered beside what is chosen from. */
  readonly question: ReactNode;
} {
  const [asked, setAsked] = useState<Action>();
  const [isAsking, setIsAsking] = useState(false);
  return {
    choose(action) {
      if (!action.question) return void action.run();
      setAsked(action);
      setIsAsking(true);
    },
    question: asked?.question && (
      <Question
        {...asked.question}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onYes={asked.run}
        asker={asker}
      />
    ),
  };
}
