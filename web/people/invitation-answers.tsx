import { AnswerButtons } from './answer-buttons.tsx';
import { useInvitationActions } from './use-invitation-actions.ts';

export interface InvitationAnswersProps {
  readonly group: string;
  /** The group is joined, and opened. */
  readonly onOpen?: () => void;
}

/** Join or Decline. */
export function InvitationAnswers({ group, onOpen }: InvitationAnswersProps) {
  return <AnswerButtons name={group} actions={useInvitationActions(group, onOpen)} />;
}
