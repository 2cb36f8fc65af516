/** What changes a message. */
export type ChangeCommand =
  | { readonly type: 'edit'; readonly conversation: string; readonly id: string; readonly content: string }
  | { readonly type: 'delete'; readonly conversation: string; readonly id: string };

/** Whether a command changes a message, of which it has the conversation and the id. */
export const isChangeCommand = (command: { readonly type: string }): command is ChangeCommand =>
  command.type === 'edit' || command.type === 'delete';
