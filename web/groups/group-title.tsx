import { useGroupProfile } from '../../client/react/index.ts';

/** What its owners call a group, beside its name; nothing while that isn't known. */
export function GroupTitle({ name }: { readonly name: string }) {
  const title = useGroupProfile(name)?.title;
  return (
    title !== undefined && (
      <>
        {' '}
        <bdi className="group-title">{title}</bdi>
      </>
    )
  );
}
