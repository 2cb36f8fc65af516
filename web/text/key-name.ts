/** Whether the keyboard is a Mac's, where Command does what Control does elsewhere. */
export const isMac = () => navigator.platform.startsWith('Mac');

/** A key with Control, or Command, as it is written on this device. */
export const keyName = (key: string) => (isMac() ? `⌘${key}` : `Ctrl+${key}`);
