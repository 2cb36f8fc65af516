/**
 * Where the focus goes when a dialog is closed: back to where it was, if that is still in the page and the focus hasn't left the
 * dialog meanwhile, as for the field of a conversation that was opened by it.
 * @returns false: it stays where it is; true: to what opened the dialog
 */
export function returnFocus(dialog: Element | null, before: Element | null): HTMLElement | boolean {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body && !dialog?.contains(activeElement)) return false;
  return before instanceof HTMLElement && before.isConnected && before !== body ? before : true;
}
