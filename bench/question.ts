/** One thing that the bench finds out, side by side with a baseline in the same run. */
export interface Question {
  /** For `npm run bench -- NAME`. */
  readonly name: string;
  readonly title: string;
  /** @param progress shows what is being measured, a short text at a time */
  ask(progress: (text: string) => void): Promise<Answer>;
}

export interface Answer {
  /** How it was measured, and what the reader must know to judge it; Markdown paragraphs. */
  readonly method: readonly string[];
  readonly tables: readonly Table[];
  /** What was aimed at, and what came out. */
  readonly targets: readonly Target[];
  /** A picture of it, as SVG. */
  readonly plot?: { readonly file: string; readonly alt: string; readonly svg: string };
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Target {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly isMet: boolean;
  /** What a missed one is bounded by. */
  readonly bound?: string;
}
