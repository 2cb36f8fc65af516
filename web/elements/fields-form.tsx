import type { ReactNode } from 'react';

export interface FieldsFormProps {
  /** Whether what it was asked for last isn't done yet: until then it can't be sent again. */
  readonly isBusy: boolean;
  readonly onSubmit: () => unknown;
  readonly children: ReactNode;
}

/** A form of several fields, one below the other. What is wrong with them is said by the page, and not by the browser. */
export function FieldsForm({ isBusy, onSubmit, children }: FieldsFormProps) {
  return (
    <form
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void onSubmit();
      }}
    >
      {children}
    </form>
  );
}
