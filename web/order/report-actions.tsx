import { useRef, useState } from 'react';
import { groupIn, type ReportItem } from '../../client/index.ts';
import { useChatClient, useConnection, useGroupNames, useGroupProfile } from '../../client/react/index.ts';
import { openMessage } from '../chat/use-route.ts';
import { type Action, offerOf } from '../menus/action.ts';
import { ActionsMenu } from '../menus/actions-menu.tsx';
import { QUESTION_OF_OTHERS, QUESTION_OF_OWN } from '../menus/delete-question.ts';
import { useAsking } from '../menus/use-asking.tsx';
import { useCalled } from '../naming/use-called.ts';
import { PersonCard } from '../people/person-card.tsx';
import { authorityOf } from './authority.ts';
import { deleteReported } from './delete-reported.ts';
import { memberActions } from './member-actions.ts';
import { useSanction } from './use-sanction.tsx';
import { whereReported } from './where-reported.ts';

/** What who reads a report may do about the message, and about who said it. */
export function ReportActions({ report }: { readonly report: ReportItem }) {
  const client = useChatClient();
  const { user, isAdmin } = useConnection();
  const groups = useGroupNames();
  const { conversation, message, by } = report;
  const { from, id } = message;
  const called = useCalled(from);
  const group = groupIn(conversation);
  const profile = useGroupProfile(group);
  const authority = authorityOf({ conversation, user, isAdmin, group: profile });
  const [isBusy, setIsBusy] = useState(false);
  const [isDeleted, setIsDeleted] = useState(false);
  const [isMet, setIsMet] = useState(false);
  const { ask, dialog } = useSanction();
  const remover = useRef<HTMLButtonElement>(null);
  const { choose, question } = useAsking(remover);
  const isOwn = from === user;
  const where = whereReported(report, { user, groups });
  const remove: Action = {
    label: 'Delete',
    question: isOwn ? QUESTION_OF_OWN : QUESTION_OF_OTHERS,
    run: async () => {
      setIsBusy(true);
      setIsDeleted(await deleteReported(client, conversation, id));
      setIsBusy(false);
    },
  };
  const more: readonly Action[] = [
    ...(where === undefined ? [] : [{ label: 'Go to the message', run: () => openMessage(where, id) }]),
    ...(isOwn ? [] : [{ label: 'Profile of the author', run: () => setIsMet(true) }]),
    ...memberActions({ member: from, called, group, isPrivate: profile?.kind === 'private' }, authority, {
      ask,
      kick: () => group !== undefined && client.kick(group, from).catch(() => undefined),
    }),
  ];
  return (
    <>
      {authority.isKept && (
        // It keeps the focus while it is done, and then.
        <button
          ref={remover}
          type="button"
          className="button dangerous"
          aria-label={`Delete what ${from} said`}
          aria-disabled={isDeleted || isBusy}
          onClick={() => !isDeleted && !isBusy && choose(remove)}
        >
          {isDeleted ? 'Deleted' : offerOf(remove)}
        </button>
      )}
      {more.length > 0 && <ActionsMenu label={`Actions for what ${by} reported`} actions={more} />}
      {question}
      {dialog}
      {isMet && <PersonCard name={from} isOpen onOpenChange={setIsMet} />}
    </>
  );
}
