import { errorSentence } from './text/sentences/error-sentence.ts';

/** Says why a list could not be loaded, and offers to try again; nothing when there is no error. */
export function LoadFailure({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  if (error === undefined) return null;
  return (
    <p className="empty" role="alert">
      This could not be loaded: {errorSentence(error)}{' '}
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
