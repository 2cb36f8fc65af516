import type { Sent } from './outbox.ts';
import type { ChatCommand } from './pending-command.ts';

/** Names a command: the same `ref` is done once, and is what `sent`, `failed` and `pending` call it. */
export interface SendOptions {
  /** 1 to 64 characters, different each time. @default a UUID */
  readonly ref?: string;
}

/**
 * What a user does. Each is kept until the server has acknowledged it, through any number of connections, and sent in
 * the order of the calls; the promise resolves then. It rejects with a ChatRequestError when the server refuses it for
 * good, when it took too long (`given_up`), and with `queue_full`, `too_large`, `other_user` or `closed`.
 */
export interface Commands {
  whisper(target: string, content: string, options?: SendOptions): Promise<Sent>;
  lobby(content: string, options?: SendOptions): Promise<Sent>;
  group(name: string, content: string, options?: SendOptions): Promise<Sent>;
  /** Makes the group if there is none. */
  join(group: string, options?: SendOptions): Promise<Sent>;
  leave(group: string, options?: SendOptions): Promise<Sent>;
  /** Asks somebody to be friends, or accepts their request. */
  add(target: string, options?: SendOptions): Promise<Sent>;
  accept(target: string, options?: SendOptions): Promise<Sent>;
  decline(target: string, options?: SendOptions): Promise<Sent>;
  unfriend(target: string, options?: SendOptions): Promise<Sent>;
  block(target: string, options?: SendOptions): Promise<Sent>;
  unblock(target: string, options?: SendOptions): Promise<Sent>;
}

export function createCommands(send: (command: ChatCommand, ref?: string) => Promise<Sent>): Commands {
  const toUser =
    (type: 'add' | 'accept' | 'decline' | 'unfriend' | 'block' | 'unblock') =>
    (target: string, { ref }: SendOptions = {}) =>
      send({ type, target }, ref);
  const toGroup =
    (type: 'join' | 'leave') =>
    (group_name: string, { ref }: SendOptions = {}) =>
      send({ type, group_name }, ref);
  return {
    whisper: (target, content, { ref } = {}) => send({ type: 'whisper', target, content }, ref),
    lobby: (content, { ref } = {}) => send({ type: 'lobby', content }, ref),
    group: (group_name, content, { ref } = {}) => send({ type: 'group', group_name, content }, ref),
    join: toGroup('join'),
    leave: toGroup('leave'),
    add: toUser('add'),
    accept: toUser('accept'),
    decline: toUser('decline'),
    unfriend: toUser('unfriend'),
    block: toUser('block'),
    unblock: toUser('unblock'),
  };
}
