/** Asks for the new first day, then shows what would move, old beside new. */
import { Form as RemixForm } from '@remix-run/react';
import { useFormat, useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Form, SubmitButton } from '~/ui/form';
import { Notice } from '~/ui/notice';
import { PageHeader } from '~/ui/page-header';
import { Table, Td, Th } from '~/ui/table';
import { TextInput } from '~/ui/text-input';
import type { Kind } from '../plan';
import type { Problem } from '../problems';
import type { Span } from '../schedule';
import { usePlanWords } from './words';

export interface StartPageProps {
  startDate: string | null;
  language: string;
  /** The day that was asked about; null before. */
  start: string | null;
  problem: Problem | null;
  /** Why the confirmation was refused. */
  refused: Problem | null;
  version: string;
  moved: readonly MovedItem[];
}

interface MovedItem {
  id: string;
  title: string;
  code: string | null;
  kind: Kind;
  before: Span | null;
  after: Span | null;
}

export function StartPage({ startDate, language, start, problem, refused, version, moved }: StartPageProps) {
  const t = useT('plan');
  const format = useFormat();
  const lead = startDate === null ? t('start.none') : t('start.now', { date: format.date(startDate) });
  return (
    <>
      <PageHeader title={t('start.title')} lead={lead} back={{ to: '../plan', label: t('title') }} />
      {refused ? (
        <Notice tone="danger" live className="mb-5">
          {t(refused)}
        </Notice>
      ) : null}
      <RemixForm method="get" noValidate className="mb-6 flex flex-wrap items-end gap-3">
        <TextInput
          name="start"
          label={t('start.new')}
          defaultValue={start === null ? '' : format.date(start)}
          error={problem ? t(problem) : undefined}
          required
          autoComplete="off"
          className="mb-0 max-w-xs"
        />
        <Button type="submit" look={start === null ? 'primary' : 'quiet'}>
          {t('start.show')}
        </Button>
      </RemixForm>
      {start === null ? null : (
        <section aria-live="polite">
          <h2 className="mb-3 text-base font-semibold">{t('start.moves', { count: moved.length })}</h2>
          {moved.length > 0 ? <MovedTable moved={moved} language={language} /> : null}
          <Form className="mt-5">
            <input type="hidden" name="start" value={start} />
            <input type="hidden" name="version" value={version} />
            <SubmitButton>{t('start.confirm', { date: format.date(start) })}</SubmitButton>
          </Form>
        </section>
      )}
    </>
  );
}

function MovedTable({ moved, language }: Pick<StartPageProps, 'moved' | 'language'>) {
  const t = useT('plan');
  const words = usePlanWords();
  return (
    <Table caption={t('start.moves', { count: moved.length })} columns={[t('start.item'), t('start.before'), t('start.after')]}>
      {moved.map((item) => (
        <tr key={item.id}>
          <Th>
            {item.code ? <span className="text-ink-soft">{item.code} </span> : null}
            <span lang={item.title ? language : undefined}>{words.title(item)}</span>
          </Th>
          <Td>
            <SpanWords span={item.before} />
          </Td>
          <Td>
            <SpanWords span={item.after} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

/** One day, or from one to the other. */
export function SpanWords({ span }: { span: Span | null }) {
  const format = useFormat();
  if (!span) return '–';
  return span.start === span.end ? format.date(span.end) : `${format.date(span.start)} – ${format.date(span.end)}`;
}
