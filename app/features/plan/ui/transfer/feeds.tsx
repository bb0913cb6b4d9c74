/** One's own calendars of the plan: making an address, which is shown once, and closing it. */
import { useFormat, useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import { RadioGroup } from '~/ui/choice';
import { Form, FormActions, FormErrors, SubmitButton } from '~/ui/form';
import { Notice } from '~/ui/notice';
import { type FeedScope, feedScopes } from '../../files/calendar/events';

export interface FeedLine {
  id: string;
  scope: string;
  createdAt: string;
  lastReadAt: string | null;
}

/** What a form about calendars was answered. */
export interface FeedsAnswer {
  /** Address that was just made. */
  address?: string;
  refused?: 'too-many' | 'no-choice';
}

export function Feeds({ feeds, answer }: { feeds: readonly FeedLine[]; answer: FeedsAnswer | null }) {
  const t = useT('plan');
  const refusal = { 'too-many': { '': t('feeds.tooMany') }, 'no-choice': { scope: t('feeds.choose') } };
  return (
    <Card title={<span id="calendars">{t('feeds.title')}</span>}>
      <p className="mb-4 text-sm text-ink-soft">{t('feeds.lead')}</p>
      {answer?.address ? <Made address={answer.address} /> : null}
      <Form answer={answer?.refused ? { errors: refusal[answer.refused] } : null}>
        <FormErrors />
        <input type="hidden" name="intent" value="feed" />
        <RadioGroup
          name="scope"
          label={t('feeds.scope')}
          required
          defaultValue="mine"
          options={feedScopes.map((value) => ({ value, label: t(`feeds.scope.${value}`) }))}
        />
        <FormActions>
          <SubmitButton look="quiet">{t('feeds.make')}</SubmitButton>
        </FormActions>
      </Form>
      {feeds.length > 0 ? <InUse feeds={feeds} /> : null}
    </Card>
  );
}

function Made({ address }: { address: string }) {
  const t = useT('plan');
  return (
    <div className="mb-5">
      <Notice tone="good" title={t('feeds.made')} live>
        {t('feeds.madeHint')}
      </Notice>
      <label className="mt-3 block text-sm font-medium">
        {t('feeds.address')}
        <textarea
          readOnly
          rows={2}
          value={address}
          onFocus={(event) => event.currentTarget.select()}
          className="mt-1.5 block w-full resize-none rounded-control border border-line-strong bg-sunken px-3 py-2 font-mono text-sm wrap-anywhere"
        />
      </label>
    </div>
  );
}

function InUse({ feeds }: { feeds: readonly FeedLine[] }) {
  const t = useT('plan');
  const format = useFormat();
  const scopeOf = (scope: string) => t(`feeds.scope.${feedScopes.find((one): one is FeedScope => one === scope) ?? 'mine'}`);
  return (
    <section className="mt-6">
      <h3 className="text-sm font-semibold">{t('feeds.list')}</h3>
      <ul className="divide-y divide-line">
        {feeds.map(({ id, scope, createdAt, lastReadAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 text-sm">
              <p id={`feed-${id}`}>{scopeOf(scope)}</p>
              <p className="text-ink-soft">
                {t('feeds.madeOn', { when: format.date(new Date(createdAt)) })} ·{' '}
                {lastReadAt ? t('feeds.readOn', { when: format.dateTime(new Date(lastReadAt)) }) : t('feeds.neverRead')}
              </p>
            </div>
            <Form>
              <input type="hidden" name="intent" value="revoke" />
              <input type="hidden" name="id" value={id} />
              <SubmitButton look="danger" aria-describedby={`feed-${id}`}>
                {t('feeds.revoke')}
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
