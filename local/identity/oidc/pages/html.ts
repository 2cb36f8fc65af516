/** Text that is HTML already. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Puts values into HTML, between tags or into a quoted attribute: a text becomes what shows as that text. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  const shown = values.map((value) => (value instanceof Html ? value.text : escapeText(value)));
  return new Html(parts.map((part, index) => part + (shown[index] ?? '')).join(''));
}

const escapeText = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
