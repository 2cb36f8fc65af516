import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { returnFocus } from './return-focus.ts';

export interface PopupProps {
  readonly title: string;
  /** What opens it, where it isn't opened otherwise. */
  readonly trigger?: ReactElement;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** A dialog over the page, with its title and a way out. Its first field has the focus, unless something before that asks for it. */
export function Popup({ title, trigger, isOpen, onOpenChange, children }: PopupProps) {
  const popup = useRef<HTMLDivElement>(null);
  // Opened by a key it leads back to where one wrote, and not to its button.
  const before = useRef<Element | null>(null);
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (open) before.current = document.activeElement;
        onOpenChange(open);
      }}
    >
      {trigger && <Dialog.Trigger render={trigger} />}
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          ref={popup}
          className="popup"
          // On a touch screen a field would open the keyboard over the rest.
          initialFocus={(by) => by === 'touch' || firstOf(popup.current)}
          finalFocus={() => returnFocus(popup.current, before.current)}
        >
          <header>
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label="Close" title="Close">
              <X size={20} aria-hidden />
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const firstOf = (popup: HTMLElement | null) =>
  popup?.querySelector<HTMLElement>('[data-focus-first], input') ?? true;
