/** The list of baselines, the form that takes one, and the comparison with what the plan is now. */
import { Layers } from 'lucide';
import { useFormat, useT } from '~/i18n/react';
import { Card, EmptyState } from '~/ui/card';
import { Select } from '~/ui/choice';
import { Form, FormActions, FormErrors, SubmitButton } from '~/ui/form';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { PageHeader } from '~/ui/page-header';
import { Table, Td, Th } from '~/ui/table';
import { TextInput } from '~/ui/text-input';
import { type BaselineReason, baselineLimits, baselineReasons } from '../../baseline';
import type { Baseline } from '../../baselines.server';
import type { Problem } from '../../problems';
import { Compared, type ComparedBaseline } from './comparison';

export interface BaselinesPageProps {
  baselines: readonly (Omit<Baseline, 'takenAt'> & { takenAt: string | Date })[];
  mayDecide: boolean;
  language: string;
  compared: ComparedBaseline | null;
  refused: Refusal | null;
}

interface Refusal {
  problems: Record<string, Problem>;
  typed: Record<string, string>;
}

export function BaselinesPage({ baselines, mayDecide, language, compared, refused }: BaselinesPageProps) {
  const t = useT('plan');
  return (
    <>
      <PageHeader title={t('baselines.title')} lead={t('baselines.lead')} back={{ to: '../plan', label: t('title') }} />
      {baselines.length > 0 ? (
        <BaselineTable baselines={baselines} language={language} />
      ) : (
        <Card flush>
          <EmptyState icon={<Icon of={Layers} />} title={t('baselines.empty')} example={t('baselines.example')}>
            {t('baselines.what')}
          </EmptyState>
        </Card>
      )}
      {compared ? <Compared compared={compared} language={language} /> : null}
      {mayDecide ? <TakeForm key={baselines.length} refused={refused} /> : null}
    </>
  );
}

function useReasonWords(): (reason: BaselineReason) => string {
  const t = useT('plan');
  return (reason) => {
    switch (reason) {
      case 'grantAgreement':
        return t('baselines.grantAgreement');
      case 'amendment':
        return t('baselines.amendment');
      case 'manual':
        return t('baselines.manual');
    }
  };
}

function BaselineTable({ baselines, language }: Pick<BaselinesPageProps, 'baselines' | 'language'>) {
  const t = useT('plan');
  const format = useFormat();
  const reasonWords = useReasonWords();
  const columns = [t('baselines.name'), t('baselines.reason'), t('baselines.takenAt'), t('baselines.by')];
  return (
    <Table caption={t('baselines.title')} columns={[...columns, { head: t('baselines.compare'), hidden: true }]}>
      {baselines.map(({ id, name, reason, amendmentCode, takenAt, by }) => (
        <tr key={id}>
          <Th>
            <span lang={language}>{name}</span>
          </Th>
          <Td>
            {reasonWords(reason)}
            {amendmentCode ? ` ${amendmentCode}` : null}
          </Td>
          <Td>{format.dateTime(new Date(takenAt))}</Td>
          <Td>{by ?? '–'}</Td>
          <Td>
            <Link to={`?compare=${id}`} preventScrollReset className="inline-flex min-h-8 items-center pointer-coarse:min-h-11">
              {t('baselines.compareOne', { name })}
            </Link>
          </Td>
        </tr>
      ))}
    </Table>
  );
}

function TakeForm({ refused }: { refused: Refusal | null }) {
  const t = useT('plan');
  const reasonWords = useReasonWords();
  const errors = Object.fromEntries(Object.entries(refused?.problems ?? {}).map(([field, problem]) => [field, t(problem)]));
  return (
    <section className="mt-8 rounded-card border border-line bg-surface p-5">
      <h2 className="mb-1 text-base font-semibold">{t('baselines.take')}</h2>
      <p className="mb-4 text-sm text-ink-soft">{t('baselines.takeHint')}</p>
      <Form answer={refused ? { errors, values: refused.typed } : null} className="max-w-xl">
        <FormErrors />
        <input type="hidden" name="intent" value="take-baseline" />
        <TextInput name="name" label={t('baselines.name')} maxLength={baselineLimits.name} required autoComplete="off" />
        <Select
          name="reason"
          label={t('baselines.reason')}
          options={baselineReasons.map((value) => ({ value, label: reasonWords(value) }))}
          defaultValue="manual"
          required
        />
        <TextInput name="amendmentCode" label={t('baselines.amendmentCode')} maxLength={baselineLimits.amendmentCode} autoComplete="off" />
        <FormActions>
          <SubmitButton>{t('baselines.take')}</SubmitButton>
        </FormActions>
      </Form>
    </section>
  );
}
