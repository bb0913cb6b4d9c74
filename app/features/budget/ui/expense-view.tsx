/** One expense: what was paid, its evidence, and what becomes of it. */
import { Form as PlainForm } from '@remix-run/react';
import { useFormat, useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { FileInput } from '~/ui/file-input';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Notice } from '~/ui/notice';
import { TextArea } from '~/ui/text-input';
import { expensesPath, largestFile, limits } from '../budget';
import type { ExpensePage } from '../queries.server';
import { PeriodWords, StateBadge } from './expense-list';
import { useBudgetWords } from './words';

interface Props {
  page: ExpensePage;
}

export function ExpenseFacts({ page }: Props) {
  const t = useT('budget');
  const format = useFormat();
  const words = useBudgetWords();
  const { expense, packages, language, organisation } = page;
  const workPackage = packages.find(({ id }) => id === expense.workPackageId);
  const facts = [
    { name: t('amount'), value: format.money(expense.cents) },
    { name: t('day'), value: format.date(expense.day) },
    { name: t('category'), value: words.category(expense.category) },
    { name: t('package'), value: workPackage ? words.workPackage(workPackage) : t('noPackage'), lang: workPackage ? language : undefined },
    { name: t('period'), value: <PeriodWords expense={expense} /> },
    { name: t('of'), value: organisation.name, lang: language },
    { name: t('state'), value: <StateBadge state={expense.state} /> },
  ];
  return (
    <Card className="mb-6">
      {expense.reason ? (
        <Notice tone="warn" className="mb-4" title={t('state.returned')}>
          <span lang={language} className="whitespace-pre-line">
            {expense.reason}
          </span>
        </Notice>
      ) : null}
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {facts.map(({ name, value, lang }) => (
          <div key={name}>
            <dt className="text-sm text-ink-soft">{name}</dt>
            <dd lang={lang}>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

interface FormProps extends Props {
  answer: FormAnswer | null;
  sent: string;
}

export function Evidence({ page, answer, sent }: FormProps) {
  const t = useT('budget');
  const { expense, partnershipId, mayWrite } = page;
  return (
    <Card title={t('file.title')} className="mb-6">
      {expense.files.length === 0 ? <p className="mb-3 text-sm text-ink-soft">{t('file.none')}</p> : null}
      <ul className="mb-4 divide-y divide-line">
        {expense.files.map((file) => (
          <li key={file.id} className="flex flex-wrap items-center gap-x-3 py-1">
            <a href={`${expensesPath(partnershipId)}/${expense.id}/evidence/${file.id}`} className="min-w-0 wrap-anywhere">
              {file.name}
            </a>
            {mayWrite && !expense.isLocked && expense.state !== 'approved' ? (
              <PlainForm method="post" className="ms-auto" preventScrollReset>
                <input type="hidden" name="intent" value="remove-file" />
                <input type="hidden" name="file" value={file.id} />
                <Button type="submit" look="plain">
                  {t('file.remove', { name: file.name })}
                </Button>
              </PlainForm>
            ) : null}
          </li>
        ))}
      </ul>
      {mayWrite && !expense.isLocked && expense.state === 'approved' ? (
        <p className="text-sm text-ink-soft">{t('problem.approved')}</p>
      ) : null}
      {mayWrite && !expense.isLocked && expense.state !== 'approved' && expense.files.length < limits.files ? (
        <Form key={sent} answer={answer} encType="multipart/form-data" className="max-w-xl">
          <FormErrors />
          <input type="hidden" name="intent" value="file" />
          <FileInput
            name="file"
            label={t('file.choose')}
            hint={t('file.hint', { megabytes: largestFile / 1024 / 1024 })}
            required
            accept=".pdf,.jpg,.jpeg,.png,.webp,.heic,.tif,.tiff"
          />
          <FormActions>
            <SubmitButton look="quiet">{t('file.add')}</SubmitButton>
          </FormActions>
        </Form>
      ) : null}
    </Card>
  );
}

/** What may be done with it now, as it is. */
export function Deeds({ page, answer }: Props & { answer: FormAnswer | null }) {
  const t = useT('budget');
  const { expense, mayWrite, mayDecide, language } = page;
  if (!mayWrite || expense.isLocked) return null;
  const isOpen = expense.state === 'draft' || expense.state === 'returned';
  const maySettle = mayDecide && !expense.isReckoned;
  const hidden = (
    <>
      <input type="hidden" name="id" value={expense.id} />
      <input type="hidden" name="seen" value={expense.version} />
      <input type="hidden" name="evidence" value={expense.evidence} />
    </>
  );
  return (
    <>
      {isOpen ? <p className="mb-3 max-w-2xl text-sm text-ink-soft">{t('submit.what')}</p> : null}
      {expense.isReckoned ? <p className="mb-3 max-w-2xl text-sm text-ink-soft">{t('problem.reckoned')}</p> : null}
      <div className="mb-6 flex flex-wrap gap-3">
        {isOpen ? <Deed deed="submit" look="primary" label={t('submit')} hidden={hidden} /> : null}
        {expense.state === 'submitted' && maySettle ? <Deed deed="approve" look="primary" label={t('take')} hidden={hidden} /> : null}
        {expense.state === 'submitted' ? <Deed deed="take-back" look="quiet" label={t('takeBack')} hidden={hidden} /> : null}
        {isOpen ? <Deed deed="remove" look="danger" label={t('remove')} hidden={hidden} /> : null}
      </div>
      {(expense.state === 'submitted' && mayDecide) || (expense.state === 'approved' && maySettle) ? (
        <Card title={t('return')} className="mb-6">
          <Form answer={answer} className="max-w-2xl">
            <FormErrors />
            <input type="hidden" name="intent" value="return" />
            {hidden}
            <TextArea name="reason" label={t('reason')} required rows={2} maxLength={limits.reason} lang={language} />
            <FormActions>
              <SubmitButton look="quiet">{t('return')}</SubmitButton>
            </FormActions>
          </Form>
        </Card>
      ) : null}
    </>
  );
}

function Deed({
  deed,
  look,
  label,
  hidden,
}: {
  deed: string;
  look: 'primary' | 'quiet' | 'danger';
  label: string;
  hidden: React.ReactNode;
}) {
  return (
    <PlainForm method="post">
      <input type="hidden" name="intent" value={deed} />
      {hidden}
      <Button type="submit" look={look}>
        {label}
      </Button>
    </PlainForm>
  );
}
