import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** Each report that was acknowledged is kept with the message as it once stood, whatever has become of that; and was resolved once. */
export async function checkReports({ commands, history, stores }: World, report: Report): Promise<void> {
  const { items } = await stores.reports.list({ limit: 1_000 });
  for (const command of commands.values()) {
    if (command.type !== 'report' || command.outcome !== 'acked') continue;
    const { user, of } = command;
    const kept = items.filter(({ by, message }) => by === user && message.id === of);
    if (kept.length !== 1) report('reported but lost', `${show(command)}: ${show(kept)}`);
  }
  for (const { message, resolved, ...kept } of items) {
    const versions = history.versions.get(message.id) ?? [];
    const wasSo = versions.some(({ event }) => event.content === message.content && !event.isDeleted);
    if (!wasSo) report('reported otherwise', `${show(message)}: ${show(versions)}`);
    const resolver = resolved && commands.get(history.refOf.get(resolved.id)?.ref ?? '');
    if (resolved && (resolver?.report !== kept.id || resolver.user !== resolved.by))
      report('resolved by nobody', `${show(resolved)}: ${show(resolver)}`);
  }
}
