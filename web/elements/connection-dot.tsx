/** Whether there is a connection, as a colour and as a word. */
export function ConnectionDot({ isLive }: { readonly isLive: boolean }) {
  return (
    <>
      <span className={isLive ? 'dot is-live' : 'dot'} />
      <span className="unseen">{isLive ? 'connected' : 'not connected'}</span>
    </>
  );
}
