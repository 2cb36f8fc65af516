import type { ChatCommand } from '../../client/index.ts';

/** What one types at the prompt to give a command, with its slash. */
export function typedCommand(command: ChatCommand): string {
  switch (command.type) {
    case 'kick':
      return command.ban ? '/keep-out' : '/kick';
    case 'unban':
      return command.group_name === undefined ? '/unban' : '/let-in';
    case 'presence':
      return command.show === 'invisible' ? '/invisible' : '/visible';
    default:
      return `/${command.type.replaceAll('_', '-')}`;
  }
}
