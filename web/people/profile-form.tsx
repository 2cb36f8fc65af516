import { type ReactElement, useId, useState } from 'react';
import type { ProfileItem } from '../../client/index.ts';
import { useChatClient } from '../../client/react/index.ts';
import {
  ABOUT_MAX_CHARACTERS,
  AVATAR_URL_MAX_CHARACTERS,
  DISPLAY_NAME_MAX_CHARACTERS,
} from '../../protocol/limits.ts';
import { FieldsForm } from '../elements/fields-form.tsx';
import { useSubmit } from '../elements/use-submit.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';

type Field = 'display_name' | 'avatar_url' | 'about';
type Texts = Readonly<Record<Field, string>>;

const LABELS: Texts = { display_name: 'Display name', avatar_url: 'Picture', about: 'About you' };
const MOST: Readonly<Record<Field, number>> = {
  display_name: DISPLAY_NAME_MAX_CHARACTERS,
  avatar_url: AVATAR_URL_MAX_CHARACTERS,
  about: ABOUT_MAX_CHARACTERS,
};

export interface ProfileFormProps {
  /** As it is known when the form is opened; undefined: there is none yet. */
  readonly profile: ProfileItem | undefined;
  readonly onDone: () => void;
}

/** What one says of oneself. Only what was changed here is saved: another device may have changed the rest. */
export function ProfileForm({ profile, onDone }: ProfileFormProps) {
  const client = useChatClient();
  const id = useId();
  const [before] = useState<Texts>(() => ({
    display_name: profile?.display_name ?? '',
    avatar_url: profile?.avatar_url ?? '',
    about: profile?.about ?? '',
  }));
  const [texts, setTexts] = useState(before);
  const { fault, isBusy, submit } = useSubmit();
  const changed = (Object.keys(LABELS) as Field[]).filter((field) => texts[field].trim() !== before[field]);

  async function save(): Promise<void> {
    if (changed.length === 0) return onDone();
    const change = Object.fromEntries(changed.map((field) => [field, texts[field].trim() || null]));
    const isDone = await submit((ref) => untilDoneOrWaiting(client, client.profile({ ...change, ref })));
    if (isDone) onDone();
  }

  const inputOf = (field: Field): ReactElement => {
    const props = {
      id: `${id}-${field}`,
      value: texts[field],
      // In units, of which a character has one or two: the server counts characters.
      maxLength: MOST[field] * 2,
      'aria-describedby': `${id}-fault`,
      onChange: ({ target }: { target: { value: string } }) => setTexts({ ...texts, [field]: target.value }),
    };
    if (field === 'about') return <textarea rows={3} {...props} />;
    return field === 'avatar_url' ? (
      <input type="url" placeholder="https://" autoComplete="off" {...props} />
    ) : (
      <input autoComplete="name" {...props} />
    );
  };

  return (
    <FieldsForm isBusy={isBusy} onSubmit={save}>
      {(Object.keys(LABELS) as Field[]).map((field) => (
        <div key={field}>
          <label htmlFor={`${id}-${field}`}>{LABELS[field]}</label>
          {inputOf(field)}
        </div>
      ))}
      <p className="note">
        The picture’s address begins with https://. Its host can tell that somebody looks at it. All who are
        here may see this.
      </p>
      <p id={`${id}-fault`} className="fault" role="alert">
        {fault}
      </p>
      <button type="submit" className="button primary" disabled={isBusy}>
        Save
      </button>
    </FieldsForm>
  );
}
