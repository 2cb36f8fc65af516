import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net, { isIP } from 'node:net';
import tls from 'node:tls';

/**
 * Lets this thread find the stack's services under the names that they have on AWS: a TLS connection to one of
 * `hosts` becomes a plain one to the server that stands in for it. So an address may come from anywhere, an event or
 * a variable, and be put together in any way.
 *
 * @param hosts By name, `{ host, port }`.
 * @param onElsewhere Hears of each other host that is looked up, once.
 */
export function redirectHosts(hosts, onElsewhere) {
  const connectSecurely = tls.connect;
  tls.connect = (...args) => {
    const options = args.find((argument) => typeof argument === 'object' && argument !== null) ?? {};
    const named = options.host ?? options.servername ?? args.find((argument) => typeof argument === 'string');
    const standIn = options.socket || !Object.hasOwn(hosts, named) ? undefined : hosts[named];
    if (!standIn) {
      return connectSecurely(...args);
    }
    const { keepAlive, keepAliveInitialDelay, timeout, signal } = options;
    const socket = net.connect({
      ...standIn,
      noDelay: true,
      ...(keepAlive === undefined ? {} : { keepAlive, keepAliveInitialDelay }),
      ...(timeout === undefined ? {} : { timeout }),
      ...(signal === undefined ? {} : { signal }),
    });
    const onSecure = args.findLast((argument) => typeof argument === 'function');
    if (onSecure) {
      socket.once('secureConnect', onSecure);
    }
    // For whoever waits until the other side has shown its certificate.
    socket.once('connect', () => socket.emit('secureConnect'));
    return Object.assign(socket, { encrypted: true, authorized: true });
  };

  const lookUp = dns.lookup;
  const told = new Set(['localhost']);
  dns.lookup = Object.defineProperties((name, ...more) => {
    if (typeof name === 'string' && isIP(name) === 0 && !told.has(name)) {
      told.add(name);
      onElsewhere(name);
    }
    return lookUp(name, ...more);
  }, Object.getOwnPropertyDescriptors(lookUp));
  syncBuiltinESMExports();
}
