import { type ReactNode, useState } from 'react';
import type { Sanction } from './sanction.ts';
import { SanctionDialog } from './sanction-dialog.tsx';

/** Asks how long and why before somebody is muted, kept out or banned. @param onDone it is done, and doesn't wait for a connection */
export function useSanction(onDone?: (sanction: Sanction) => void): {
  readonly ask: (sanction: Sanction) => void;
  /** To be rendered beside what it is asked by. */
  readonly dialog: ReactNode;
} {
  const [sanction, setSanction] = useState<Sanction>();
  const [isOpen, setIsOpen] = useState(false);
  return {
    ask(next) {
      setSanction(next);
      setIsOpen(true);
    },
    dialog: sanction && (
      <SanctionDialog sanction={sanction} isOpen={isOpen} onOpenChange={setIsOpen} onDone={onDone} />
    ),
  };
}
