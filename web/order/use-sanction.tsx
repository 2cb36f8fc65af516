import { type ReactNode, useState } from 'react';
import type { Sanction } from './sanction.ts';
import { SanctionDialog } from './sanction-dialog.tsx';

/** Asks how long and why before somebody is muted or kept out. */
export function useSanction(): {
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
    dialog: sanction && <SanctionDialog sanction={sanction} isOpen={isOpen} onOpenChange={setIsOpen} />,
  };
}
