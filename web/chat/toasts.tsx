import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useChatEvent } from '../../client/react/index.ts';
import { errorSentence } from '../text/error-sentence.ts';

/** Tells, above the page, which commands came to nothing; messages that failed say so at their place. */
export function Toasts() {
  return (
    <Toast.Provider timeout={8_000}>
      <FailedCommands />
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
  useChatEvent('failed', ({ command, error }) => {
    if (!('content' in command)) toasts.add({ description: errorSentence(error), priority: 'high' });
  });
  return null;
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast">
      <Toast.Description />
      <Toast.Close className="icon-button" aria-label="Close">
        <X size={16} aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ));
}
