/** The server's text: the field's name on the wire, and the rule that it breaks. Older servers said no rule. */
const FIELD_ERROR = /^\w+ field: (\w+)(?: \((.*)\))?$/;

/** Of fields that a person here knows by another name. */
const WORDS: Readonly<Record<string, string>> = {
  content: 'a message needs some text, and no control characters',
  emoji: 'that is no emoji, or several',
  target: 'that is no other user',
  display_name: 'a name to be shown is one line of up to 64 characters that can be seen',
  avatar_url: 'a picture is a URL of up to 500 characters that begins with https://',
  title: 'a title is one line of up to 100 characters that can be seen',
  about: 'that has up to 500 characters, and no control characters',
};

/** What a field must be that the server has refused, without a full stop. @param message the server's */
export function fieldFaultText(message: string): string {
  const [, field = '', rule] = FIELD_ERROR.exec(message) ?? [];
  return WORDS[field] ?? (rule === undefined ? message : `${field}: ${rule}`);
}
