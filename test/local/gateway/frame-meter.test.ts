import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { meterFrames } from '../../../local/gateway/throttling/frame-meter.ts';

const TEXT = 0x01;
const PING = 0x09;

/** A frame as a client sends it: masked, so that its payload looks like anything (RFC 6455, 5.2). */
function clientFrame(payloadBytes: number, { fin = true, opcode = TEXT } = {}): Buffer {
  const extended = payloadBytes < 126 ? 0 : payloadBytes < 65_536 ? 2 : 8;
  const header = Buffer.alloc(2 + extended);
  header[0] = (fin ? 0x80 : 0) | opcode;
  header[1] = 0x80 | (extended === 0 ? payloadBytes : extended === 2 ? 126 : 127);
  if (extended === 2) header.writeUInt16BE(payloadBytes, 2);
  if (extended === 8) header.writeBigUInt64BE(BigInt(payloadBytes), 2);
  const mask = Buffer.from([0x81, 0xff, 0x00, 0x7f]);
  return Buffer.concat([header, mask, Buffer.alloc(payloadBytes, mask)]);
}

async function measure(frames: Buffer[], chunkBytes: number): Promise<number | undefined> {
  const socket = new PassThrough();
  const meter = meterFrames(socket, 100);
  const bytes = Buffer.concat(frames);
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    socket.write(bytes.subarray(start, start + chunkBytes));
  }
  socket.end();
  const ended = new Promise((resolve) => socket.once('end', resolve));
  socket.resume();
  await ended;
  return meter.oversizedMessage;
}

describe.each([1, 3, 1024, 1024 * 1024])('frames read in chunks of %p bytes', (chunkBytes) => {
  test('are all right up to the limit', async () => {
    const frames = [clientFrame(100), clientFrame(0), clientFrame(100, { fin: false }), clientFrame(100)];
    expect(await measure(frames, chunkBytes)).toBeUndefined();
  });

  test.each([101, 125, 126, 65_535, 65_536])('name the first message with one of %p bytes', async (bytes) => {
    const frames = [
      clientFrame(5),
      clientFrame(20, { opcode: PING }),
      clientFrame(100, { fin: false }),
      clientFrame(100, { opcode: 0 }),
      clientFrame(bytes),
      clientFrame(bytes),
    ];
    expect(await measure(frames, chunkBytes)).toBe(3);
  });
});
