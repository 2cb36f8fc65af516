import { useId, useState } from 'react';
import { useChatClient } from '../../client/react/index.ts';
import { FieldsForm } from '../elements/fields-form.tsx';
import { Popup } from '../elements/popup.tsx';
import { useSubmit } from '../elements/use-submit.ts';
import { useCalled } from '../naming/use-called.ts';
import { tell } from '../tell.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { ReasonField } from './reason-field.tsx';
import { impose, type Sanction, wordsOf } from './sanction.ts';

export interface SanctionDialogProps {
  readonly sanction: Sanction;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** It is done, and doesn't wait for a connection. */
  readonly onDone?: ((sanction: Sanction) => void) | undefined;
}

/** Mutes somebody or keeps them out, for so long and with a reason; or lets them speak again. */
export function SanctionDialog({ sanction, isOpen, onOpenChange, onDone }: SanctionDialogProps) {
  const { title } = wordsOf(sanction, useCalled(sanction.target));
  return (
    <Popup title={title} isOpen={isOpen} onOpenChange={onOpenChange}>
      <SanctionForm sanction={sanction} onDone={onDone} onClose={() => onOpenChange(false)} />
    </Popup>
  );
}

interface SanctionFormProps extends Pick<SanctionDialogProps, 'sanction' | 'onDone'> {
  readonly onClose: () => void;
}

function SanctionForm({ sanction, onDone, onClose }: SanctionFormProps) {
  const client = useChatClient();
  const id = useId();
  const called = useCalled(sanction.target);
  const { text, button, lengths, done } = wordsOf(sanction, called);
  const [place, setPlace] = useState(sanction.kind === 'mute' ? 1 : 0);
  const [reason, setReason] = useState('');
  const { fault, isBusy, submit } = useSubmit();

  async function give(seconds: number | undefined, told: string): Promise<void> {
    let outcome: unknown;
    const isDone = await submit(async (ref) => {
      const given = { seconds, reason: reason.trim() || undefined, ref };
      outcome = await untilDoneOrWaiting(client, impose(client, sanction, given));
    });
    if (!isDone) return;
    // What waits is told as such.
    if (outcome === 'done') {
      tell(told);
      onDone?.(sanction);
    }
    onClose();
  }

  return (
    <FieldsForm isBusy={isBusy} onSubmit={() => give(lengths[place]?.seconds, done)}>
      <p className="note">{text}</p>
      <div>
        <label htmlFor={`${id}-length`}>For how long</label>
        <select
          id={`${id}-length`}
          data-focus-first
          value={place}
          onChange={({ target }) => setPlace(Number(target.value))}
        >
          {lengths.map(({ name }, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <ReasonField
          id={`${id}-reason`}
          reason={reason}
          onReason={setReason}
          describedBy={`${id}-who ${id}-fault`}
        />
        <p id={`${id}-who`} className="note">
          Only who keeps order there sees this.
        </p>
      </div>
      <p id={`${id}-fault`} className="fault" role="alert">
        {fault}
      </p>
      <div className="answers">
        {sanction.kind === 'mute' && (
          <button
            type="button"
            className="button"
            disabled={isBusy}
            onClick={() => void give(0, `${called} may speak again.`)}
          >
            Let them speak again
          </button>
        )}
        <button type="submit" className="button dangerous" disabled={isBusy}>
          {button}
        </button>
      </div>
    </FieldsForm>
  );
}
