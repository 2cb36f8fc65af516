import type { Duplex } from 'node:stream';

/**
 * Measures the frames that a client sends, which `ws` doesn't tell: API Gateway limits a frame to
 * 32 KB and a message to 128 KB, and a message may be several frames.
 *
 * Reads only frame headers (RFC 6455, 5.2) from the raw bytes, beside `ws`. The verdict is the
 * ordinal of the first message with too large a frame, because several messages may arrive in one
 * chunk and the good ones before it are still to be handled. So an oversized frame that is a part of
 * a longer message closes the connection when the message is complete, where API Gateway may do it
 * at once.
 */
export interface FrameMeter {
  /** 1 for the first data message on the connection; undefined while all frames are small enough. */
  readonly oversizedMessage: number | undefined;
}

/** Call it right after the upgrade: its listener must see each chunk before `ws` does. */
export function meterFrames(socket: Duplex, frameBytes: number): FrameMeter {
  // A client's frame header takes 2 bytes, a length of 0, 2 or 8, and 4 of mask.
  const header = Buffer.alloc(14);
  let headerLength = 0;
  let payloadLeft = 0;
  let messagesEnded = 0;
  const meter: { oversizedMessage: number | undefined } = { oversizedMessage: undefined };

  function readHeader(): void {
    const payloadLength = readPayloadLength(header);
    const isData = (header.readUInt8(0) & 0x0f) < 0x08;
    if (isData && payloadLength > frameBytes) meter.oversizedMessage ??= messagesEnded + 1;
    if (isData && (header.readUInt8(0) & 0x80) !== 0) messagesEnded += 1;
    payloadLeft = payloadLength;
    headerLength = 0;
  }

  socket.prependListener('data', (chunk: Buffer) => {
    let offset = 0;
    while (offset < chunk.length) {
      if (payloadLeft > 0) {
        const skipped = Math.min(payloadLeft, chunk.length - offset);
        payloadLeft -= skipped;
        offset += skipped;
        continue;
      }
      header[headerLength] = chunk.readUInt8(offset);
      headerLength += 1;
      offset += 1;
      if (headerLength >= 2 && headerLength === headerSize(header)) readHeader();
    }
  });
  return meter;
}

function headerSize(header: Buffer): number {
  const length = header.readUInt8(1) & 0x7f;
  const maskBytes = (header.readUInt8(1) & 0x80) === 0 ? 0 : 4;
  if (length === 126) return 4 + maskBytes;
  return (length === 127 ? 10 : 2) + maskBytes;
}

function readPayloadLength(header: Buffer): number {
  const length = header.readUInt8(1) & 0x7f;
  if (length === 126) return header.readUInt16BE(2);
  // Past 2^53 the number loses digits, not its being too large.
  return length === 127 ? Number(header.readBigUInt64BE(2)) : length;
}
