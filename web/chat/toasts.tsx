import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isChangeCommand, isReactionCommand } from '../../client/index.ts';
import { useChatEvent, useConnection } from '../../client/react/index.ts';
import { sentenceText } from '../naming/sentence.ts';
import { useCall } from '../naming/use-called.ts';
import { useStorageTrouble } from '../storage-trouble.ts';
import { onTold } from '../tell.ts';
import { changeFailure } from '../text/change-failure.ts';
import { conversationIn } from '../text/conversation-in.ts';
import { titleOf } from '../text/conversation-name.ts';
import { endSentence } from '../text/sentences/end-sentence.ts';
import { errorSentence } from '../text/sentences/error-sentence.ts';
import { isDeed, waitingSentence } from '../text/sentences/waiting-sentence.ts';
import { TOLD_AT_A_FIELD } from '../told-at-a-field.ts';
import { usePending } from './use-pending.ts';
import { useRoute } from './use-route.ts';

/** Tells, above the page, what came to nothing; messages of the open conversation, and their changes, say so at their place. A reaction only goes away again. */
export function Toasts() {
  return (
    <Toast.Provider timeout={8_000}>
      <FailedCommands />
      <WaitingCommands />
      <EndedGroups />
      <StorageTrouble />
      <Told />
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function FailedCommands() {
  const toasts = Toast.useToastManager();
  const current = useRoute() ?? 'lobby';
  const call = useCall();
  const { user } = useConnection();
  useChatEvent('failed', ({ ref, command, error }) => {
    if (TOLD_AT_A_FIELD.has(ref)) return;
    const conversation = conversationIn(command);
    if (conversation === current) return;
    const name = conversation === undefined ? '' : sentenceText(titleOf(conversation, user), call);
    const isInGroup = 'group_name' in command && command.group_name !== undefined;
    const told = isReactionCommand(command)
      ? `Your reaction ${command.emoji} was not ${command.type === 'react' ? 'added' : 'taken back'}: ${errorSentence(error)}`
      : isChangeCommand(command)
        ? `${name}: ${changeFailure(command, error)}`
        : `${name === '' ? '' : `Not sent to ${name}: `}${errorSentence(error, isInGroup)}`;
    toasts.add({ description: told, priority: 'high' });
  });
  return null;
}

/** Tells, once, what waits for a connection; messages show that themselves, with what is changed in them. */
function WaitingCommands() {
  const toasts = Toast.useToastManager();
  const { state } = useConnection();
  const pending = usePending();
  const call = useCall();
  const told = useRef(new Set<string>());
  useEffect(() => {
    if (state === 'live') return;
    for (const { ref, command } of pending) {
      if (!isDeed(command) || told.current.has(ref)) continue;
      told.current.add(ref);
      toasts.add({ description: waitingSentence(command, call) });
    }
  }, [pending, state, toasts.add, call]);
  return null;
}

/** Tells why a group is gone of which another has ended one's part; where it is open, it says so itself. */
function EndedGroups() {
  const toasts = Toast.useToastManager();
  const current = useRoute();
  const { user } = useConnection();
  const call = useCall();
  useChatEvent('event', (event) => {
    const end = endSentence(event, user);
    if (end && event.conversation !== current)
      toasts.add({ description: sentenceText(end, call), priority: 'high' });
  });
  return null;
}

/** What other parts of the page have to tell. */
function Told() {
  const toasts = Toast.useToastManager();
  useEffect(() => onTold((description) => toasts.add({ description })), [toasts.add]);
  return null;
}

function StorageTrouble() {
  const toasts = Toast.useToastManager();
  const isInTrouble = useStorageTrouble();
  useEffect(() => {
    if (!isInTrouble) return;
    const description =
      'Your browser can’t keep more of this page. What you write and isn’t sent yet is lost when you close it.';
    toasts.add({ id: 'storage', description, timeout: 0 });
  }, [isInTrouble, toasts.add]);
  return null;
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" aria-label="Notice">
      <Toast.Description />
      <Toast.Close className="icon-button" aria-label="Close" title="Close">
        <X size={16} aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ));
}
