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
