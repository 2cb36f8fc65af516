import { useId, useState } from 'react';
import { groupIn, type MessageFrame, peerIn } from '../../client/index.ts';
import { useChatClient } from '../../client/react/index.ts';
import { FieldsForm } from '../elements/fields-form.tsx';
import { Popup } from '../elements/popup.tsx';
import { useSubmit } from '../elements/use-submit.ts';
import { tell } from '../tell.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { ReasonField } from './reason-field.tsx';

export interface ReportDialogProps {
  /** Of somebody else. */
  readonly message: MessageFrame;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Shows a message to those who keep order, with why. */
export function ReportDialog({ message, isOpen, onOpenChange }: ReportDialogProps) {
  return (
    <Popup title="Report the message" isOpen={isOpen} onOpenChange={onOpenChange}>
      <ReportForm message={message} onDone={() => onOpenChange(false)} />
    </Popup>
  );
}

function ReportForm({ message, onDone }: { readonly message: MessageFrame; readonly onDone: () => void }) {
  const client = useChatClient();
  const id = useId();
  const [reason, setReason] = useState('');
  const { fault, isBusy, submit } = useSubmit();
  const { conversation } = message;
  const why = reason.trim();

  async function send(): Promise<void> {
    if (why === '') return;
    let outcome: unknown;
    const isDone = await submit(async (ref) => {
      outcome = await untilDoneOrWaiting(client, client.report(conversation, message.id, why, { ref }));
    });
    if (!isDone) return;
    // What waits is told as such.
    if (outcome === 'done') tell('The message is reported.');
    onDone();
  }

  return (
    <FieldsForm isBusy={isBusy} onSubmit={send}>
      <p className="note">{whoReads(conversation)} Nobody else is told.</p>
      <div>
        <ReasonField id={id} reason={reason} onReason={setReason} describedBy={`${id}-fault`} isFirst />
      </div>
      <p id={`${id}-fault`} className="fault" role="alert">
        {fault}
      </p>
      <div className="answers">
        <button type="submit" className="button primary" disabled={isBusy || why === ''}>
          Report
        </button>
      </div>
    </FieldsForm>
  );
}

function whoReads(conversation: string): string {
  const group = groupIn(conversation);
  const keepers = group === undefined ? 'Admins' : `Who keeps order in ${group}, and admins,`;
  const also = peerIn(conversation) === undefined ? '' : ', which nobody else could read';
  return `${keepers} see this message${also} as it is now, and that it was you who reported it.`;
}
