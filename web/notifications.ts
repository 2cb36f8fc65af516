import { openConversation } from './chat/use-route.ts';

/** Whether the user wants them: the browser's permission alone could not be taken back here. */
const WANTED = 'chat-notifications';

export const canNotify = () => 'Notification' in globalThis;

export function isNotifying(): boolean {
  try {
    return canNotify() && Notification.permission === 'granted' && localStorage.getItem(WANTED) === 'yes';
  } catch {
    return false;
  }
}

/** Asks the browser for permission where that is needed. @returns whether they are shown from now on */
export async function setNotifying(isWanted: boolean): Promise<boolean> {
  try {
    localStorage.setItem(WANTED, isWanted ? 'yes' : 'no');
  } catch {
    return false;
  }
  if (isWanted && canNotify()) await Notification.requestPermission();
  return isNotifying();
}

/** Shows what came on the desktop, when nobody looks at the page. A newer one of the conversation takes its place. */
export function notify(title: string, body: string, conversation: string): void {
  if (!isNotifying() || document.visibilityState === 'visible') return;
  const notification = createNotification(title, { body: body.slice(0, 200), tag: conversation });
  if (!notification) return;
  notification.onclick = () => {
    focus();
    openConversation(conversation);
    notification.close();
  };
}

/** Android's browsers have the class, and throw when one is made by a page. */
function createNotification(title: string, options: NotificationOptions): Notification | undefined {
  try {
    return new Notification(title, options);
  } catch {
    return undefined;
  }
}
