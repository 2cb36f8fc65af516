import { createElement, type ReactNode, StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { createMemoryStore } from '../../../client/index.ts';
import { ChatProvider } from '../../../client/react/index.ts';
import type { TestChat } from '../../../testing/test-chat.ts';

/** Of jsdom; the project's own code has no page. */
declare const document: { createElement(name: string): Element & { readonly textContent: string } };

export interface AppUnderTest {
  /** Resolves when a component has rendered a value that this is true of. */
  shows<Value>(probe: Probe<Value>, isMeant: (value: Value) => boolean): Promise<Value>;
  /** Shows something else, or for somebody else. */
  render(children: ReactNode, user?: string): void;
  unmount(): void;
}

/** A component that calls a hook and remembers each value that it was rendered with. */
export interface Probe<Value> {
  (): ReactNode;
  readonly values: Value[];
  onRender: () => void;
}

export function createProbe<Value>(useValue: () => Value): Probe<Value> {
  const values: Value[] = [];
  const probe: Probe<Value> = Object.assign(
    () => {
      values.push(useValue());
      // Behind the effects of what isn't shown any more.
      useEffect(() => probe.onRender());
      return null;
    },
    { values, onRender: () => undefined },
  );
  return probe;
}

/** An app of one user, on a chat in memory. */
export function renderApp(chat: TestChat, user: string, children: ReactNode, isStrict = false): AppUnderTest {
  const root = createRoot(document.createElement('div'));
  const render = (shown: ReactNode, as = user) => {
    // The page's own storage would outlive the test.
    const options = { ...chat.optionsFor(as), store: createMemoryStore(), report: () => undefined };
    const app = createElement(ChatProvider, { user: as, options }, shown);
    root.render(isStrict ? createElement(StrictMode, null, app) : app);
  };
  render(children);
  return {
    render,
    unmount: () => root.unmount(),
    shows: (probe, isMeant) =>
      new Promise((resolve) => {
        probe.onRender = () => {
          const value = probe.values.at(-1);
          if (value !== undefined && isMeant(value)) resolve(value);
        };
        probe.onRender();
      }),
  };
}
