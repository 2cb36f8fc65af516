/** Puts the focus where one writes, unless a touch screen would open its keyboard over the messages for it. */
export function focusComposer(): void {
  if (matchMedia('(hover: hover)').matches) document.getElementById('message')?.focus();
}
