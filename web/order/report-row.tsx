import { useRef, useState } from 'react';
import { type GroupProfileItem, groupIn, type ReportItem } from '../../client/index.ts';
import { useChatClient, useConnection, useGroupNames, useGroupProfile } from '../../client/react/index.ts';
import { openMessage } from '../chat/use-route.ts';
import type { Action } from '../menus/action.ts';
import { ActionsMenu } from '../menus/actions-menu.tsx';
import { QUESTION_OF_OTHERS, QUESTION_OF_OWN } from '../menus/delete-question.ts';
import { useAsking } from '../menus/use-asking.tsx';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { useCalled } from '../naming/use-called.ts';
import { PersonCard } from '../people/person-card.tsx';
import { reportSentence } from '../text/report-sentence.ts';
import { authorityOf } from './authority.ts';
import { deleteReported } from './delete-reported.ts';
import { memberActions } from './member-actions.ts';
import { ReportedText } from './reported-text.tsx';
import { useSanction } from './use-sanction.tsx';
import { WhenAndWhy } from './when-and-why.tsx';
import { whereReported } from './where-reported.ts';

export interface ReportRowProps {
  readonly item: ReportItem;
  /** Nobody need look at it any more. */
  readonly onResolve: () => Promise<void>;
}

/** What somebody reported, and what who reads it may do about that: about the message, about who said it, and that it is done with. */
export function ReportRow(props: ReportRowProps) {
  const group = groupIn(props.item.conversation);
  return group === undefined ? <Row {...props} profile={undefined} /> : <GroupRow {...props} group={group} />;
}

const GroupRow = ({ group, ...props }: ReportRowProps & { readonly group: string }) => (
  <Row {...props} profile={useGroupProfile(group)} />
);

interface RowProps extends ReportRowProps {
  /** Of the group in which it was said; undefined: it was none, or that isn't known. */
  readonly profile: GroupProfileItem | undefined;
}

function Row({ item, onResolve, profile }: RowProps) {
  const client = useChatClient();
  const { user, isAdmin } = useConnection();
  const groups = useGroupNames();
  const { conversation, message, by } = item;
  const { from, id } = message;
  const called = useCalled(from);
  const authority = authorityOf({ conversation, user, isAdmin, group: profile });
  const [isBusy, setIsBusy] = useState(false);
  const [isDeleted, setIsDeleted] = useState(false);
  const [isMet, setIsMet] = useState(false);
  const { ask, dialog } = useSanction();
  const remover = useRef<HTMLButtonElement>(null);
  const { choose, question } = useAsking(remover);
  const isOwn = from === user;
  const where = whereReported(item, { user, groups });
  const group = groupIn(conversation);
  const run = async (does: () => Promise<unknown>) => {
    setIsBusy(true);
    await does();
    setIsBusy(false);
  };
  const remove: Action = {
    label: 'Delete',
    question: isOwn ? QUESTION_OF_OWN : QUESTION_OF_OTHERS,
    run: () => run(async () => setIsDeleted(await deleteReported(client, conversation, id))),
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
    <li>
      <p>
        <SentenceLine of={reportSentence(item, user)} />
      </p>
      <ReportedText text={message.content} />
      <WhenAndWhy ts={item.since} reason={item.reason} />
      <div className="answers">
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
            {isDeleted ? 'Deleted' : 'Delete'}
          </button>
        )}
        <button
          type="button"
          className="button"
          aria-label={`Resolve what ${by} reported`}
          disabled={isBusy}
          onClick={() => void run(onResolve)}
        >
          Resolve
        </button>
        {more.length > 0 && <ActionsMenu label={`Actions for what ${by} reported`} actions={more} />}
      </div>
      {question}
      {dialog}
      {isMet && <PersonCard name={from} isOpen onOpenChange={setIsMet} />}
    </li>
  );
}
