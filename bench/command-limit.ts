/**
 * The stack's settings with which a connection's commands are let through without being counted, for questions in
 * which one connection speaks all the time: it stands for many people, each of whom types too slowly to be counted.
 * An environment lets a fifth of the rate and a quarter of the burst through by itself (`chat/sessions/command-rate.ts`).
 */
export const UNCOUNTED_COMMANDS = { commandsPerSecond: '1000', commandBurst: '5000' } as const;
