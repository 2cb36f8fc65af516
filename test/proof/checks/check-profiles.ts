import { toProfileItem } from '../../../chat/commands/people/profile-item.ts';
import type { Profile, ProfileField } from '../../../chat/ports/people/profiles.ts';
import type { Device } from '../devices/device.ts';
import type { CommandRecord } from '../plan/commands.ts';
import { standingDevices, standingUsers } from '../standing.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

const FIELDS: readonly ProfileField[] = ['display_name', 'avatar_url', 'about'];

/** Each field is what was acknowledged last, and everybody who asks is told so, and finds who is called so. */
export async function checkProfiles(world: World, report: Report): Promise<void> {
  const { stores, commands } = world;
  const users = standingUsers(world);
  const profiles = new Map<string, Profile>();
  for (const user of users) {
    const profile = await stores.profiles.find(user);
    if (profile === undefined) {
      report('no profile', user);
      continue;
    }
    profiles.set(user, profile);
    const changes = [...commands.values()].filter(
      (command) => command.user === user && command.change !== undefined,
    );
    for (const field of FIELDS) checkField(changes, field, profile, report);
  }
  for (const device of standingDevices(world)) {
    const expected = users.flatMap((user) => {
      const profile = profiles.get(user);
      return profile ? [toProfileItem(user, profile)] : [];
    });
    const told = device.lists.people.profiles;
    if (show(told) !== show(expected))
      report('wrong profiles', `${device.name}: ${show(told)}, and not ${show(expected)}`);
    checkFound(world, device, profiles, report);
  }
}

/** What a field says was said by a command behind which no other was begun and acknowledged. */
function checkField(
  changes: readonly CommandRecord[],
  field: ProfileField,
  { entries }: Profile,
  report: Report,
): void {
  const value = entries[field]?.value ?? null;
  const ofField = changes.filter(({ change }) => change?.[field] !== undefined);
  const said = ofField.filter(({ change }) => change?.[field] === value);
  const acknowledged = ofField.filter(({ outcome }) => outcome === 'acked');
  const isBefore = (one: CommandRecord, other: CommandRecord) =>
    one.outcome === 'acked' && (one.settledAt ?? Number.POSITIVE_INFINITY) < other.sentAt;
  const mayBeLast = (command: CommandRecord) => !acknowledged.some((later) => isBefore(command, later));
  if (said.some(mayBeLast) || (value === null && acknowledged.length === 0)) return;
  const kind = said.length === 0 && value !== null ? 'said by nobody' : 'change of a profile lost';
  report(kind, `${field} is ${show(entries[field])}, and not one of ${show(acknowledged)}`);
}

/** By name all, and by display name all that have one; under `notify` without who blocks the asker. */
function checkFound(
  world: World,
  { name, user, lists }: Device,
  profiles: ReadonlyMap<string, Profile>,
  report: Report,
): void {
  const { history, plan } = world;
  const isShown = (other: string) =>
    plan.blockPolicy === 'silent' ||
    !history.blocks.some(
      ({ blocker, blocked, until }) => blocker === other && blocked === user && until === undefined,
    );
  const shownNames = new Map(
    standingUsers(world)
      .filter(isShown)
      .map((other) => [other, profiles.get(other)?.entries.display_name?.value]),
  );
  const { named, shown } = lists.people;
  const compare = (by: string, found: typeof named, expected: readonly (string | undefined)[][]) => {
    const listed = found?.map((item) => [item.user, item.display_name]);
    if (show(listed?.toSorted()) !== show(expected.toSorted()))
      report('wrong search', `${name} finds by ${by} ${show(listed)}, and not ${show(expected)}`);
  };
  compare('name', named, [...shownNames]);
  compare(
    'display name',
    shown,
    [...shownNames].filter(([, displayName]) => displayName !== undefined),
  );
}
