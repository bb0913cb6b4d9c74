/** Bringing a plan in from a file: looked at first, then added. The file stays chosen in between; without JavaScript it is asked for again. */
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import { FileInput } from '~/ui/file-input';
import { Form, FormActions, FormErrors, SubmitButton } from '~/ui/form';
import { fileLimits } from '../../files/problems';
import type { ImportAnswer } from '../../import.server';
import { LookedAt } from './looked-at';
import { useProblemWords } from './problems';

export function BringIn({ answer }: { answer: ImportAnswer | null }) {
  const t = useT('plan');
  const error = useRefusal(answer);
  // Another file has not been looked at yet.
  const [changedAfter, setChangedAfter] = useState<unknown>(null);
  const found = answer?.is === 'looked-at' && changedAfter !== answer ? answer : null;
  const isReady = found !== null && found.problemCount === 0;
  return (
    <Card title={t('files.bring.title')}>
      <p className="mb-4 text-sm text-ink-soft">{t('files.bring.lead')}</p>
      <Form encType="multipart/form-data" answer={error ? { errors: { file: error } } : null}>
        <FormErrors />
        <input type="hidden" name="intent" value="bring" />
        <input type="hidden" name="confirmed" value={isReady ? found.hash : ''} />
        <FileField onChange={() => setChangedAfter(answer)} again={isReady} />
        {found ? <LookedAt found={found} /> : null}
        <FormActions>
          <SubmitButton>{isReady ? t('files.bring.add', { count: found.items }) : t('files.bring.look')}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}

/** Why nothing of the file could be read, as a sentence. */
function useRefusal(answer: ImportAnswer | null): string | null {
  const t = useT('plan');
  const words = useProblemWords();
  switch (answer?.is) {
    case 'missing':
      return t('files.bring.missing');
    case 'limited':
      return t('files.bring.limited', { minutes: answer.minutes });
    case 'unreadable':
      return [words.place(answer.problem), words.sentence(answer.problem)].filter(Boolean).join(': ');
    default:
      return null;
  }
}

function FileField({ onChange, again }: { onChange: () => void; again: boolean }) {
  const t = useT('plan');
  const hint = again ? t('files.bring.sameFile') : t('files.bring.fileHint', { megabytes: fileLimits.bytes / 1024 / 1024 });
  return (
    <FileInput name="file" label={t('files.bring.file')} hint={hint} required accept=".xlsx,.csv,.tsv,.txt,.xml" onChange={onChange} />
  );
}
