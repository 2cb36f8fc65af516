import { useCallback, useEffect, useState } from 'react';
import { forgetLinkedMessage, useLinkedMessage } from '../chat/use-route.ts';
import type { MessageActions } from '../menus/message-actions.ts';

/**
 * To which message of a conversation a quote or a link has led.
 * @param canLead whether something is loaded, behind which older messages can be looked for
 * @param setSearch ends a search, in which the message may not be shown
 */
export function useLeading(
  canLead: boolean,
  setSearch: (search: string) => void,
): Pick<MessageActions, 'led' | 'show'> {
  const [led, setLed] = useState<MessageActions['led']>();
  const linked = useLinkedMessage();
  const show = useCallback(
    (id: string) => {
      setSearch('');
      setLed({ id });
    },
    [setSearch],
  );
  useEffect(() => {
    if (linked === undefined || !canLead) return;
    // So that the same link leads there again, and a reload doesn't.
    forgetLinkedMessage();
    show(linked);
  }, [linked, canLead, show]);
  return { led, show };
}
