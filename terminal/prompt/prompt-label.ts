import type { Session } from '../commands/command.ts';
import { labelOf } from '../conversation.ts';
import type { Style } from '../text/style.ts';

/** What isn't acknowledged by then is counted. */
const SLOW_MS = 500;

export interface PromptLabel {
  /** The conversation in front is another. */
  update(): void;
  stop(): void;
}

/** Keeps the prompt's label: `#devs> `, or `#devs (2 unsent)> ` when that takes its time. */
export function followPromptLabel(
  session: Session,
  style: Style,
  show: (label: string) => void,
): PromptLabel {
  const { client } = session;
  let shown = '';
  let timer: NodeJS.Timeout | undefined;

  function update(isSlow = false): void {
    const count = isSlow ? client.pending.length : 0;
    const label = style.bold(`${labelOf(session.conversation)}${count > 0 ? ` (${count} unsent)` : ''}> `);
    if (label !== shown) show(label);
    shown = label;
  }

  client.on('pending', (pending) => {
    if (pending.length === 0) {
      clearTimeout(timer);
      timer = undefined;
      update();
    } else if (timer === undefined) timer = setTimeout(() => update(true), SLOW_MS);
    else if (shown.includes('unsent')) update(true);
  });
  update();
  return {
    update: () => update(shown.includes('unsent')),
    stop: () => clearTimeout(timer),
  };
}
