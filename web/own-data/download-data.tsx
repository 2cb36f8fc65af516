import { useEffect } from 'react';
import { useConnection } from '../../client/react/index.ts';
import { Popup } from '../elements/popup.tsx';
import { LoadFailure } from '../load-failure.tsx';
import { serverNow } from '../text/clock.ts';
import { exportText } from './gather-export.ts';
import { saveFile } from './save-file.ts';
import { useExport } from './use-export.ts';

export interface DownloadDataProps {
  readonly user: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Saves all that is kept of oneself as one file. */
export function DownloadData({ user, isOpen, onOpenChange }: DownloadDataProps) {
  return (
    <Popup title="Your data" isOpen={isOpen} onOpenChange={onOpenChange}>
      <Download user={user} />
    </Popup>
  );
}

function Download({ user }: { readonly user: string }) {
  const { state } = useConnection();
  const { items, next, error, goOn } = useExport();
  const isDone = next === null;
  const count = `${items.length.toLocaleString()} ${items.length === 1 ? 'item' : 'items'}`;
  const save = () => {
    const at = new Date(serverNow());
    saveFile(`chat-${user}-${at.toISOString().slice(0, 10)}.json`, exportText(user, items, at));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when all is there
  useEffect(() => {
    if (isDone) save();
  }, [isDone]);
  return (
    <>
      <p>
        Your profile, friends, groups and settings, all that you have said, and your whispers with what the
        others said in them, as one JSON file.
      </p>
      <p className="note" role="status">
        {isDone
          ? `All is there: ${count}. Your browser saves it.`
          : state === 'live'
            ? `${count} so far…`
            : 'This goes on as soon as there is a connection.'}
      </p>
      {!isDone && error === undefined && <progress aria-label="Gathering your data" />}
      <LoadFailure error={error} onRetry={goOn} />
      {isDone && (
        <div className="answers">
          <button type="button" className="button" onClick={save}>
            Save it again
          </button>
        </div>
      )}
    </>
  );
}
