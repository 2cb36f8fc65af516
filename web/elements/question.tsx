import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type RefObject, useRef } from 'react';
import { returnFocus } from './return-focus.ts';

export interface QuestionProps {
  readonly title: string;
  /** What will have happened then. */
  readonly text: string;
  /** The button that does it. */
  readonly yes: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onYes: () => unknown;
  /** Where the focus goes back to. */
  readonly asker: RefObject<HTMLElement | null>;
}

/** Asks before something is done that can't be taken back. Escape is a no, and so is Enter at first. */
export function Question({ title, text, yes, isOpen, onOpenChange, onYes, asker }: QuestionProps) {
  const popup = useRef<HTMLDivElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup
          ref={popup}
          className="popup"
          initialFocus={no}
          finalFocus={() => returnFocus(popup.current, asker.current)}
        >
          <AlertDialog.Title>{title}</AlertDialog.Title>
          <AlertDialog.Description>{text}</AlertDialog.Description>
          <div className="answers">
            <AlertDialog.Close ref={no} className="button">
              Cancel
            </AlertDialog.Close>
            <AlertDialog.Close className="button dangerous" onClick={() => void onYes()}>
              {yes}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
