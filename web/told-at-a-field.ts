/** The refs of commands whose failure is told where they were given, so that it isn't told above the page as well. */
export const TOLD_AT_A_FIELD = new Set<string>();
