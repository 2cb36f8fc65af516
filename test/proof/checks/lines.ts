import { isChange } from '../../../protocol/events/changes.ts';
import { type ChatEvent, recordOf } from '../../../protocol/events/events.ts';
import { indentLines } from '../../../protocol/lines.ts';
import { type Visibility, visibilityOf } from '../model/model.ts';
import type { World } from '../world.ts';
import { quotedForms } from './check-quotes.ts';

/** An event, and what a user may be told of it over v1: of a message whatever it said. */
export interface Tellable {
  /** As the log calls it. */
  readonly conversation: string;
  readonly event: ChatEvent;
  readonly lines: readonly { readonly text: string; readonly visibility: Visibility }[];
}

/** All that a user might be told, also what must not be. */
export function tellableTo(world: World, user: string): Tellable[] {
  const { history, plan } = world;
  return [...history.log].flatMap(([conversation, entries]) =>
    entries.map(({ event }) => {
      const forms = formsOf(world, event).flatMap((form) => quotedForms(world, user, form));
      const lines = forms.flatMap((form) => {
        const text = recordOf(form).describe(form, user);
        const visibility = visibilityOf(history, plan.blockPolicy, user, conversation, { event: form });
        return text === undefined ? [] : [{ text: indentLines(text), visibility }];
      });
      return { conversation, event, lines };
    }),
  );
}

/** How an event is told; of a message that is deleted by then nothing is. */
function formsOf({ history }: World, event: ChatEvent): ChatEvent[] {
  const versions = history.versions.get(isChange(event) ? event.of : event.id) ?? [];
  const said = versions.map((version) => version.event).filter(({ isDeleted }) => !isDeleted);
  if (event.type !== 'edited') return 'content' in event ? said : [event];
  return said.flatMap(({ rev, content }) => (rev === event.id ? [{ ...event, newContent: content }] : []));
}
