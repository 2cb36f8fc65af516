import { useId, useRef, useState } from 'react';
import { useChatClient, useConnection } from '../../client/react/index.ts';
import { FieldsForm } from '../elements/fields-form.tsx';
import { NameField } from '../elements/name-field.tsx';
import { Popup } from '../elements/popup.tsx';
import { useSubmit } from '../elements/use-submit.ts';

export interface DeleteAccountProps {
  readonly user: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** It is deleted. */
  readonly onDeleted: () => void;
}

/** Deletes one's account, once one's name is typed again. */
export function DeleteAccount({ user, isOpen, onOpenChange, onDeleted }: DeleteAccountProps) {
  return (
    <Popup title="Delete your account" isOpen={isOpen} onOpenChange={onOpenChange}>
      <DeleteForm user={user} onCancel={() => onOpenChange(false)} onDeleted={onDeleted} />
    </Popup>
  );
}

interface DeleteFormProps {
  readonly user: string;
  readonly onCancel: () => void;
  readonly onDeleted: () => void;
}

function DeleteForm({ user, onCancel, onDeleted }: DeleteFormProps) {
  const client = useChatClient();
  const { state } = useConnection();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const { fault, isBusy, setFault, submit } = useSubmit();

  async function erase(): Promise<void> {
    if (name.trim() !== user) return setFault(`Type your name as it is: ${user}`);
    // It would be done at some later time, when nobody thinks of it any more.
    if (state !== 'live') return setFault('This needs a connection.');
    if (await submit((ref) => client.erase(user, { ref }))) onDeleted();
  }

  return (
    <FieldsForm isBusy={isBusy} onSubmit={erase}>
      {/* One reads from the beginning, and not from the field on. */}
      <p tabIndex={-1} data-focus-first>
        This can’t be undone, and nobody can bring any of it back.
      </p>
      <div>
        <h3>What goes</h3>
        <ul className="points">
          <li>You are signed out everywhere, and nobody can sign in by your name any more.</li>
          <li>Your profile, friendships, blocks and settings, and what waits for you.</li>
          <li>What you have said, in whispers too: only places without words stay.</li>
          <li>You leave your groups. Those that you alone own get another owner, or end.</li>
        </ul>
      </div>
      <div>
        <h3>What stays</h3>
        <ul className="points">
          <li>
            What others have said to you, and that you have said something, for as long as messages are kept.
          </li>
          <li>What admins and moderators wrote down of what they did.</li>
        </ul>
      </div>
      <NameField
        ref={field}
        id={id}
        label={`Your name, ${user}, typed again`}
        value={name}
        fault={fault}
        onValue={(value) => {
          setName(value);
          setFault('');
        }}
      />
      <div className="answers">
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="button dangerous" disabled={isBusy}>
          Delete my account
        </button>
      </div>
    </FieldsForm>
  );
}
