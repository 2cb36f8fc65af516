/** Something that must not be. */
export interface Violation {
  /** One word or two, by which a known one can be passed over. */
  readonly kind: string;
  readonly text: string;
}

export type Report = (kind: string, text: string) => void;

/** Shows anything in a violation's text. */
export const show = (what: unknown) => JSON.stringify(what);
