/**
 * The stack's settings with which a connection's commands are let through without being counted, for questions in
 * which one user speaks all the time: who stands for many people, each of whom types too slowly to be counted. An
 * environment lets a fifth of the rate and a tenth of the burst through by itself (`chat/rates/command-rate.ts`).
 */
export const UNCOUNTED_COMMANDS = { commandsPerSecond: '1000', commandBurst: '5000' } as const;
