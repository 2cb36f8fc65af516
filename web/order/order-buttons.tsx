import { useChatClient } from '../../client/react/index.ts';
import { useCalled } from '../naming/use-called.ts';
import { tell } from '../tell.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { useIsBanned } from './use-is-banned.ts';
import { useSanction } from './use-sanction.tsx';

/** What an admin may do about somebody. Whether they are banned now is told by a list, which may be too long to know it. @param name of somebody else */
export function OrderButtons({ name }: { readonly name: string }) {
  const client = useChatClient();
  const called = useCalled(name);
  const [isBanned, setIsBanned] = useIsBanned(name);
  const { ask, dialog } = useSanction(({ kind }) => kind === 'ban' && setIsBanned(true));
  const unban = () =>
    untilDoneOrWaiting(client, client.unban(name)).then(
      (outcome) => {
        if (outcome !== 'done') return;
        setIsBanned(false);
        tell(`${called} is no longer banned, and may sign in again.`);
      },
      () => undefined,
    );
  return (
    <>
      <div className="answers">
        <p className="as-admin">As an admin</p>
        <button type="button" className="button" onClick={() => ask({ kind: 'mute', target: name })}>
          Mute in the lobby…
        </button>
        {/* One button, so that it keeps the focus when it is the other. */}
        <button
          type="button"
          className={isBanned ? 'button' : 'button dangerous'}
          onClick={isBanned ? unban : () => ask({ kind: 'ban', target: name })}
        >
          {isBanned ? 'Unban' : 'Ban…'}
        </button>
        {isBanned === undefined && (
          <button type="button" className="button" onClick={unban}>
            Unban
          </button>
        )}
      </div>
      {dialog}
    </>
  );
}
