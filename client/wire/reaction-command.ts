/** What makes a reaction to a message, or takes it back. */
export interface ReactionCommand {
  readonly type: 'react' | 'unreact';
  readonly conversation: string;
  /** The message's. */
  readonly id: string;
  readonly emoji: string;
}

/** Whether a command is a reaction to a message. */
export const isReactionCommand = (command: { readonly type: string }): command is ReactionCommand =>
  command.type === 'react' || command.type === 'unreact';
