/** Light or dark, or as the system is. */
export const THEMES = ['As the system', 'Light', 'Dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = 'chat-theme';

export function themeOf(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEPT)) ?? 'As the system';
  } catch {
    return 'As the system';
  }
}

/** Shows the page so, and from now on. */
export function chooseTheme(theme: Theme): void {
  showTheme(theme);
  try {
    localStorage.setItem(KEPT, theme);
  } catch {
    // Blocked or full: it lasts as long as the page.
  }
}

export function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}
