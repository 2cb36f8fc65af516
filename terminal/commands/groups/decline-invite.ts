import { GROUP } from '../arguments.ts';
import type { Command } from '../command.ts';

export const declineInvite: Command = {
  name: 'decline-invite',
  summary: 'declines all invitations to a group',
  // One isn't in it, so there is none to offer.
  arguments: [{ ...GROUP, choices: () => [] }],
  async run({ client, display }, group) {
    await client.declineInvite(group);
    // It becomes no event.
    display.answer(`You declined to join #${group}.`);
  },
};
