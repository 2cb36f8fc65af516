import { useEffect, useId, useState } from 'react';
import type { ReportItem } from '../../client/index.ts';
import { FieldsForm } from '../elements/fields-form.tsx';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { AnswerButtons } from '../people/answer-buttons.tsx';
import { reportSentence } from '../text/sentences/report-sentence.ts';
import { ReasonField } from './reason-field.tsx';
import { ReportActions } from './report-actions.tsx';
import { ReportedText } from './reported-text.tsx';
import { WhenAndWhy } from './when-and-why.tsx';

export interface ReportEntryProps {
  readonly report: ReportItem;
  /** Who looks at it. */
  readonly user: string | undefined;
  /** @param reason undefined where none was given */
  readonly onResolve: (reason: string | undefined) => Promise<void>;
}

/** A report that waits to be looked at, with what may be done about it. Who wants to say why it is resolved opens a field for that. */
export function ReportEntry({ report, user, onResolve }: ReportEntryProps) {
  const { by, message, since } = report;
  const [isExplained, setExplained] = useState(false);
  const name = `what ${by} reported`;
  return (
    <li>
      <p>
        <SentenceLine of={reportSentence(report, user)} />
      </p>
      <ReportedText text={message.content} />
      <WhenAndWhy ts={since} reason={report.reason} />
      <div className="answers">
        <ReportActions report={report} />
        {!isExplained && (
          <AnswerButtons
            name={name}
            actions={[
              { label: 'Resolve', answer: 'Resolve', run: () => onResolve(undefined) },
              { label: 'Explain', answer: 'Explain…', run: () => setExplained(true) },
            ]}
          />
        )}
      </div>
      {isExplained && <ExplainForm name={name} onResolve={onResolve} />}
    </li>
  );
}

/** Takes the focus, which the button by which it was opened had. */
function ExplainForm({ name, onResolve }: { readonly name: string } & Pick<ReportEntryProps, 'onResolve'>) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  const submit = async () => {
    setIsBusy(true);
    await onResolve(reason.trim() || undefined);
    setIsBusy(false);
  };
  return (
    <FieldsForm isBusy={isBusy} onSubmit={submit}>
      {/* Disabled, what has the focus loses it: then what comes in the place of the report takes it. */}
      <fieldset disabled={isBusy}>
        <ReasonField id={id} reason={reason} onReason={setReason} describedBy={`${id}-note`} />
        <p id={`${id}-note`} className="note">
          Who keeps order finds it in the audit.
        </p>
      </fieldset>
      <div className="answers">
        <button type="submit" className="button" aria-label={`Resolve ${name}`} disabled={isBusy}>
          Resolve
        </button>
      </div>
    </FieldsForm>
  );
}
