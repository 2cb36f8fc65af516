/** Something that may be done about a person or a conversation. */
export interface Action {
  readonly label: string;
  /** What it is called on a button of its own, where it answers something that waits. */
  readonly answer?: string;
  readonly isDangerous?: boolean;
  /** Asked before, of what can't be taken back. */
  readonly question?: { readonly title: string; readonly text: string; readonly yes: string };
  /** What fails is told above the page. */
  readonly run: () => unknown;
}

/** What is read where an action is offered: with an ellipsis where something is asked before it is done. */
export const offerOf = ({ label, question }: Action): string => (question ? `${label}…` : label);
