/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';
import { createElement } from 'react';
import {
  useConnection,
  useGroup,
  useGroupProfile,
  usePins,
  usePresence,
  useProfile,
  useReactions,
  useReadMark,
} from '../../../client/react/index.ts';
import { createTestChat } from '../../../testing/test-chat.ts';
import { createProbe, renderApp } from './app-under-test.ts';

test('hooks that are given nothing, or what has none, show nothing and ask for nothing', async () => {
  const chat = createTestChat();
  const asked: string[] = [];
  const optionsFor: typeof chat.optionsFor = (user) => {
    const { openSocket, ...options } = chat.optionsFor(user);
    return {
      ...options,
      openSocket(...of) {
        const socket = openSocket?.(...of);
        if (!socket) throw new Error('The chat for tests brings its own sockets');
        const send = socket.send.bind(socket);
        socket.send = (text) => {
          asked.push(JSON.parse(text).type);
          send(text);
        };
        return socket;
      },
    };
  };
  const probe = createProbe(() => {
    useReadMark('lobby', undefined);
    const { state } = useConnection();
    const { reactions, toggle } = useReactions('lobby', undefined);
    const { users, isMember, more } = useGroup(undefined);
    return {
      state,
      pins: [usePins('lobby'), usePins('whisper:user2'), usePins(undefined)],
      none: [useGroupProfile(undefined), useProfile(undefined), usePresence(undefined)],
      lists: [reactions, users],
      isMember,
      toggle,
      more,
    };
  });
  const app = renderApp({ ...chat, optionsFor }, 'user1', createElement(probe));
  try {
    const isNothing = { messages: [], isLoaded: true, error: undefined };
    const shown = await app.shows(
      probe,
      ({ state, pins }) => state === 'live' && pins.every(({ isLoaded }) => isLoaded),
    );
    expect(shown).toMatchObject({
      pins: [isNothing, isNothing, isNothing],
      lists: [[], []],
      isMember: false,
    });
    expect(shown.none).toEqual([undefined, undefined, undefined]);
    shown.toggle('👍');
    shown.more();
    await chat.settled();
    expect([...new Set(asked)]).toEqual(['authenticate', 'sync']);
  } finally {
    app.unmount();
  }
});
