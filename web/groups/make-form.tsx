import { useEffect, useId, useRef, useState } from 'react';
import { useChatClient } from '../../client/react/index.ts';
import { FieldsForm } from '../elements/fields-form.tsx';
import { NameField } from '../elements/name-field.tsx';
import { useSubmit } from '../elements/use-submit.ts';
import { nameFault } from '../text/name-fault.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { GroupFields, type GroupTexts } from './group-fields.tsx';

export interface MakeFormProps {
  /** What was asked for already; '' is nothing. */
  readonly name: string;
  readonly onOpen: (conversation: string) => void;
  /** Back to what can be joined. */
  readonly onBack: () => void;
}

/** Makes a group that one owns. */
export function MakeForm({ name: asked, onOpen, onBack }: MakeFormProps) {
  const client = useChatClient();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(asked);
  const [isPrivate, setIsPrivate] = useState(false);
  const [texts, setTexts] = useState<GroupTexts>({ title: '', about: '', isShownFromTheBeginning: false });
  const { fault, isBusy, setFault, submit } = useSubmit();
  // It takes the place of what had the focus.
  useEffect(() => field.current?.focus(), []);

  async function make(): Promise<void> {
    const name = text.trim().replace(/^#/, '');
    const wrong = nameFault(name);
    if (wrong !== undefined) return setFault(wrong);
    const isDone = await submit((ref) =>
      untilDoneOrWaiting(
        client,
        client.create(name, {
          ref,
          kind: isPrivate ? 'private' : 'open',
          title: texts.title.trim() || null,
          about: texts.about.trim() || null,
          history: texts.isShownFromTheBeginning ? 'full' : 'joining',
        }),
      ),
    );
    if (isDone) onOpen(`group:${name}`);
  }

  return (
    <FieldsForm isBusy={isBusy} onSubmit={make}>
      <NameField
        ref={field}
        id={id}
        label="Name"
        value={text}
        fault={fault}
        onValue={(value) => {
          setText(value);
          setFault('');
        }}
      />
      <fieldset>
        <legend>Who may join? That stays so.</legend>
        <label className="choice">
          <input type="radio" name={`${id}-kind`} checked={!isPrivate} onChange={() => setIsPrivate(false)} />
          Anybody
        </label>
        <label className="choice">
          <input type="radio" name={`${id}-kind`} checked={isPrivate} onChange={() => setIsPrivate(true)} />
          Only who is invited
        </label>
      </fieldset>
      <GroupFields texts={texts} onChange={setTexts} />
      <div className="answers">
        <button type="button" className="button" onClick={onBack}>
          Back
        </button>
        <button type="submit" className="button primary" disabled={isBusy || text.trim() === ''}>
          Make the group
        </button>
      </div>
    </FieldsForm>
  );
}
