import type { SocketLike } from '../../../client/index.ts';
import { SUBPROTOCOL_V2 } from '../../../protocol/negotiate.ts';
import type { SocketHandle } from '../gateway/gateway.ts';
import type { ClientEnd } from '../gateway/gateway-socket.ts';

/** A WebSocket as a client has it, and what the device does to it. */
export interface DeviceSocket {
  readonly socket: SocketLike;
  readonly isClosed: boolean;
  cut(options: Parameters<SocketHandle['cut']>[0]): void;
  closeFromServer(): void;
}

/**
 * @param open begins to open it at the gateway
 * @param deliver has something happen on the device: not while it sleeps, and never when the program has ended
 */
export function createDeviceSocket(
  open: (client: ClientEnd) => SocketHandle,
  deliver: (happen: () => void) => void,
): DeviceSocket {
  let isClosed = false;
  let protocol = '';
  const socket: SocketLike = {
    get protocol() {
      return protocol;
    },
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send(text) {
      if (!isClosed) handle.send(text);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      handle.close();
    },
  };
  const handle = open({
    onOpen: () =>
      deliver(() => {
        if (isClosed) return;
        protocol = SUBPROTOCOL_V2;
        socket.onopen?.({} as never);
      }),
    onFrame: (data) =>
      deliver(() => {
        if (!isClosed) socket.onmessage?.({ data } as never);
      }),
    onClosed: (code) =>
      deliver(() => {
        if (isClosed) return;
        isClosed = true;
        socket.onclose?.({ code, reason: '' } as never);
      }),
  });
  return {
    socket,
    get isClosed() {
      return isClosed;
    },
    cut: handle.cut,
    closeFromServer: handle.closeFromServer,
  };
}
