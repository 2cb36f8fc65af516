import { openConversation } from './chat/use-route.ts';

/** Whether the user wants them: the browser's permission alone could not be taken back here. */
const WANTED = 'chat-notifications';
/** Where it can't be stored, it lasts as long as the page. */
let wanted: boolean | undefined;

/** Why there are none, though they are wanted; `off`: they aren't. */
export type Notifying = 'on' | 'off' | 'refused' | 'unanswered';

export const canNotify = () => 'Notification' in globalThis;

function isWanted(): boolean {
  try {
    return wanted ?? localStorage.getItem(WANTED) === 'yes';
  } catch {
    return false;
  }
}

export const isNotifying = () => canNotify() && Notification.permission === 'granted' && isWanted();

/** Asks the browser for permission where that is needed. */
export async function setNotifying(isOn: boolean): Promise<Notifying> {
  wanted = isOn;
  try {
    localStorage.setItem(WANTED, isOn ? 'yes' : 'no');
  } catch {
    // Blocked or full.
  }
  if (!isOn) return 'off';
  const permission = await Notification.requestPermission();
  if (permission === 'granted') return 'on';
  return permission === 'denied' ? 'refused' : 'unanswered';
}

/** The lock that each of a user's pages holds together with the others while it is shown. */
export const seenLock = (user: string) => `chat-seen ${user}`;

export interface News {
  readonly title: string;
  readonly body: string;
  readonly conversation: string;
}

/**
 * Shows what came on the desktop, when nobody looks at a page of this user. A newer one of the conversation takes its place,
 * and so does the same one of another tab.
 */
export async function notify(user: string, { title, body, conversation }: News): Promise<void> {
  if (!isNotifying() || document.visibilityState === 'visible' || (await isSeenElsewhere(user))) return;
  const notification = createNotification(title, { body, tag: `${user} ${conversation}` });
  if (!notification) return;
  notification.onclick = () => {
    focus();
    openConversation(conversation);
    notification.close();
  };
}

async function isSeenElsewhere(user: string): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name === seenLock(user));
}

/** Android's browsers have the class, and throw when one is made by a page. */
function createNotification(title: string, options: NotificationOptions): Notification | undefined {
  try {
    return new Notification(title, options);
  } catch {
    return undefined;
  }
}
