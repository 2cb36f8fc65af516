import { useId } from 'react';
import { ABOUT_MAX_CHARACTERS, TITLE_MAX_CHARACTERS } from '../../protocol/limits.ts';

/** What the owners of a group say of it. */
export interface GroupTexts {
  readonly title: string;
  readonly about: string;
  /** Whether who joins sees what was said before. */
  readonly isShownFromTheBeginning: boolean;
}

export interface GroupFieldsProps {
  readonly texts: GroupTexts;
  readonly onChange: (texts: GroupTexts) => void;
}

/** The fields of what is said of a group. In units, of which a character has one or two, as the server counts characters. */
export function GroupFields({ texts, onChange }: GroupFieldsProps) {
  const id = useId();
  return (
    <>
      <div>
        <label htmlFor={`${id}-title`}>Title</label>
        <input
          id={`${id}-title`}
          autoComplete="off"
          maxLength={TITLE_MAX_CHARACTERS * 2}
          value={texts.title}
          onChange={({ target }) => onChange({ ...texts, title: target.value })}
        />
      </div>
      <div>
        <label htmlFor={`${id}-about`}>About the group</label>
        <textarea
          id={`${id}-about`}
          rows={3}
          maxLength={ABOUT_MAX_CHARACTERS * 2}
          value={texts.about}
          onChange={({ target }) => onChange({ ...texts, about: target.value })}
        />
      </div>
      <label className="choice">
        <input
          type="checkbox"
          checked={texts.isShownFromTheBeginning}
          onChange={({ target }) => onChange({ ...texts, isShownFromTheBeginning: target.checked })}
        />
        New members see what was said before
      </label>
    </>
  );
}
