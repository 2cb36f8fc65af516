import type { Settings } from './settings.ts';

/** In which Cognito lists the groups that a user is in. Source: Cognito developer guide, "Adding groups to a user pool". */
const GROUPS_CLAIM = 'cognito:groups';
const ADMINS_GROUP = 'admins';

type Chosen = Pick<Settings, 'tokenIssuer' | 'adminClaim' | 'adminValue'>;

/** By which claim of a token an admin is known. @returns nothing where nobody is one */
export function describeAdmin({ tokenIssuer, adminClaim, adminValue }: Chosen) {
  if (tokenIssuer !== undefined) return adminClaim && adminValue ? { adminClaim, adminValue } : {};
  return { adminClaim: adminClaim ?? GROUPS_CLAIM, adminValue: adminValue ?? ADMINS_GROUP };
}

/** The group of the stack's own pool whose users are admins; undefined where another claim says who is one. */
export function groupOfAdmins(settings: Chosen): string | undefined {
  const { adminClaim, adminValue } = describeAdmin(settings);
  return adminClaim === GROUPS_CLAIM ? adminValue : undefined;
}
