import { useChatClient } from '../../client/react/index.ts';
import { useCalled } from '../naming/use-called.ts';
import { tell } from '../tell.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { useSanction } from './use-sanction.tsx';

/** What an admin may do about somebody. Whether they are banned now is told by the list alone, which may be long. @param name of somebody else */
export function OrderButtons({ name }: { readonly name: string }) {
  const client = useChatClient();
  const called = useCalled(name);
  const { ask, dialog } = useSanction();
  const unban = () =>
    untilDoneOrWaiting(client, client.unban(name)).then(
      (outcome) => outcome === 'done' && tell(`${called} is no longer banned, and may sign in again.`),
      () => undefined,
    );
  return (
    <>
      <div className="answers">
        <p className="as-admin">As an admin</p>
        <button type="button" className="button" onClick={() => ask({ kind: 'mute', target: name })}>
          Mute in the lobby…
        </button>
        <button type="button" className="button dangerous" onClick={() => ask({ kind: 'ban', target: name })}>
          Ban…
        </button>
        <button type="button" className="button" onClick={unban}>
          Unban
        </button>
      </div>
      {dialog}
    </>
  );
}
