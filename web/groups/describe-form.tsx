import { useState } from 'react';
import type { GroupProfileItem } from '../../client/index.ts';
import { useChatClient } from '../../client/react/index.ts';
import { FieldsForm } from '../elements/fields-form.tsx';
import { useSubmit } from '../elements/use-submit.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { GroupFields, type GroupTexts } from './group-fields.tsx';

export interface DescribeFormProps {
  /** As it is known when the form is opened. */
  readonly group: GroupProfileItem;
  readonly onDone: () => void;
}

/** What an owner says of a group. Only what was changed here is saved: another owner may have changed the rest. */
export function DescribeForm({ group, onDone }: DescribeFormProps) {
  const client = useChatClient();
  const [before] = useState<GroupTexts>(() => ({
    title: group.title ?? '',
    about: group.about ?? '',
    isShownFromTheBeginning: group.history === 'full',
  }));
  const [texts, setTexts] = useState(before);
  const { fault, isBusy, submit } = useSubmit();

  async function save(): Promise<void> {
    const [title, about] = [texts.title.trim(), texts.about.trim()];
    const change = {
      ...(title !== before.title && { title: title || null }),
      ...(about !== before.about && { about: about || null }),
      ...(texts.isShownFromTheBeginning !== before.isShownFromTheBeginning && {
        history: texts.isShownFromTheBeginning ? ('full' as const) : ('joining' as const),
      }),
    };
    if (Object.keys(change).length === 0) return onDone();
    const isDone = await submit((ref) =>
      untilDoneOrWaiting(client, client.describe(group.group, { ...change, ref })),
    );
    if (isDone) onDone();
  }

  return (
    <FieldsForm isBusy={isBusy} onSubmit={save}>
      <GroupFields texts={texts} onChange={setTexts} />
      <p className="fault" role="alert">
        {fault}
      </p>
      <button type="submit" className="button primary" disabled={isBusy}>
        Save
      </button>
    </FieldsForm>
  );
}
