import type { CommandType } from '../../protocol/commands.ts';
import type { Protocol } from '../../protocol/negotiate.ts';
import { protocolsOf, type Transcript } from './transcript.ts';

type Frame = Record<string, unknown>;

/** The frames that a transcript's connections receive, of one protocol. */
export function receivedFrames(transcript: Transcript, protocol: Protocol): Frame[] {
  const protocols = protocolsOf(transcript);
  return transcript.steps
    .flat()
    .flatMap((line) =>
      line.kind === 'receive' && protocols.get(line.connection) === protocol ? [line.frame] : [],
    );
}

/** The types of the commands that they send. What is no JSON has none. */
export function sentTypes(transcript: Transcript, protocol: Protocol): string[] {
  const protocols = protocolsOf(transcript);
  return transcript.steps
    .flat()
    .flatMap((line) =>
      line.kind === 'send' && protocols.get(line.connection) === protocol
        ? (/"type":"(\w+)"/.exec(line.text)?.[1] ?? [])
        : [],
    );
}

/** The errors of v2 that answer commands with a `ref`, each with its command's type. */
export function answeredErrors(transcript: Transcript): { type: CommandType; code: string; text: string }[] {
  return transcript.steps.flatMap((step) =>
    step.flatMap((line) => {
      if (line.kind !== 'receive' || line.frame.type !== 'error' || line.frame.ref === undefined) return [];
      const { connection, frame } = line;
      const sent = step.find(
        (other) =>
          other.kind === 'send' &&
          other.connection === connection &&
          other.text.includes(`"ref":"${frame.ref}"`),
      );
      const type = sent?.kind === 'send' ? /"type":"(\w+)"/.exec(sent.text)?.[1] : undefined;
      return [{ type: type as CommandType, code: String(frame.code), text: String(frame.error) }];
    }),
  );
}

/** Frames, and those that they hold: events of pages, and the newest event of conversations. */
export function withNestedFrames(frames: readonly Frame[]): Frame[] {
  return frames.flatMap((frame) => {
    const events = (frame.events ?? []) as Frame[];
    const items = (frame.items ?? []) as Frame[];
    const newest = items.flatMap(({ last }) => (last ? [last as Frame] : []));
    return [frame, ...events, ...newest];
  });
}
