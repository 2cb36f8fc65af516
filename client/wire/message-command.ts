/** A command that says something; `reply_to` is the id of the message in the same conversation that it answers. */
export type MessageCommand =
  | { readonly type: 'lobby'; readonly content: string; readonly reply_to?: string }
  | {
      readonly type: 'group';
      readonly group_name: string;
      readonly content: string;
      readonly reply_to?: string;
    }
  | {
      readonly type: 'whisper';
      readonly target: string;
      readonly content: string;
      readonly reply_to?: string;
    };

/** Whether a command says something, so that its `ack` can stand for the event. */
export const isMessageCommand = (command: { readonly type: string }): command is MessageCommand =>
  command.type === 'lobby' || command.type === 'group' || command.type === 'whisper';

/** The conversation in which a message is said: `lobby`, `group:devs` or `whisper:user2`. */
export const conversationOf = (command: MessageCommand): string =>
  command.type === 'lobby'
    ? 'lobby'
    : `${command.type}:${command.type === 'group' ? command.group_name : command.target}`;
