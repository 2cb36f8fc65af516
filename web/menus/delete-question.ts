/** Of one's own message. */
export const QUESTION_OF_OWN = {
  title: 'Delete this message?',
  text: 'Nobody can read it any more, you neither. That there was one stays to be seen.',
  yes: 'Delete',
};
/** Of what another has said. */
export const QUESTION_OF_OTHERS = {
  title: 'Delete this message?',
  text: 'Nobody can read it any more, its author neither. All see that you have deleted it, and it is written down.',
  yes: 'Delete',
};
