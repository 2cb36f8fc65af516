import { useProfile } from '../../client/react/index.ts';

/** What a user wants to be called; the name itself, which nobody else has, is told where the pointer rests. Where it matters who it is, both are to be seen. */
export function PersonName({ name }: { readonly name: string }) {
  const shown = useProfile(name)?.display_name;
  // What turns directions there ends there.
  return shown === undefined ? name : <bdi title={name}>{shown}</bdi>;
}
