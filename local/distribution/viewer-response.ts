import { type IncomingMessage, ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ViewerResponse } from './viewer-request.ts';

/** Sends a response that a CloudFront Function gave, or a file. */
export function sendViewerResponse(response: ServerResponse, viewerResponse: ViewerResponse): void {
  const { statusCode, statusDescription, headers = {}, body } = viewerResponse;
  response.statusCode = statusCode;
  response.statusMessage = statusDescription ?? STATUS_CODES[statusCode] ?? '';
  for (const [name, { value, multiValue }] of Object.entries(headers)) {
    response.setHeader(name, multiValue ? multiValue.map((one) => one.value) : value);
  }
  if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) {
    response.end(body);
  } else {
    response.end(Buffer.from(body.data, body.encoding === 'base64' ? 'base64' : 'utf8'));
  }
}

/** The same on the socket of a refused upgrade, which is closed afterwards. */
export function refuseUpgrade(
  request: IncomingMessage,
  socket: Duplex,
  viewerResponse: ViewerResponse,
): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  // For Node an upgrade's socket is a plain stream; an HTTP server's is the net.Socket that this asks for.
  response.assignSocket(socket as Parameters<ServerResponse['assignSocket']>[0]);
  response.once('finish', () => socket.end());
  sendViewerResponse(response, viewerResponse);
}
