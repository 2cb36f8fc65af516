import { Popup } from '../elements/popup.tsx';
import { isMac, keyName } from '../text/key-name.ts';

export interface KeyboardHelpProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** What the keys do. */
export function KeyboardHelp({ isOpen, onOpenChange }: KeyboardHelpProps) {
  const alt = isMac() ? '⌥' : 'Alt+';
  const keys = [
    ['Enter', 'Sends the message; in the search: leads to the newest one found'],
    ['Shift+Enter', 'Begins another line'],
    ['↑', 'Where nothing is written: edits your last message'],
    ['← →', 'From a message’s menu: to its emoji and “Reply”'],
    [`${alt}↑`, 'The conversation above'],
    [`${alt}↓`, 'The conversation below'],
    [keyName('K'), 'A new conversation'],
    ['Escape', 'Closes what is open; leaves a message as it was before you edited it; ends a reply'],
  ];
  return (
    <Popup title="Keyboard" isOpen={isOpen} onOpenChange={onOpenChange}>
      <dl className="keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Popup>
  );
}
