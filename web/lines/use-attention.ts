import { type FocusEvent, useMemo, useState } from 'react';

/** Whether the pointer rests on an element, or the keyboard is in it; and what the element must be given to know that. */
export function useAttention() {
  const [isPointed, setIsPointed] = useState(false);
  const [isFocused, setIsFocused] = useState(false);
  const handlers = useMemo(
    () => ({
      onPointerEnter: () => setIsPointed(true),
      onPointerLeave: () => setIsPointed(false),
      // What was clicked has the focus too, and would keep the attention where the pointer has left.
      onFocus: ({ target }: FocusEvent) => setIsFocused(target.matches(':focus-visible')),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        if (!currentTarget.contains(relatedTarget)) setIsFocused(false);
      },
    }),
    [],
  );
  return [isPointed || isFocused, handlers] as const;
}
