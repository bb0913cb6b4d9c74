/** Counts a day, or changes what was counted. */
import { type FormEvent, type FormEventHandler, useState } from 'react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Select } from '~/ui/choice';
import { Form, FormActions, type FormAnswer, FormErrors } from '~/ui/form';
import { HiddenField } from '~/ui/hidden-field';
import { Notice } from '~/ui/notice';
import { TextArea, TextInput } from '~/ui/text-input';
import { limits, methods } from '../../attendance/counts';
import { type Axis, axes, sumOf, typedSums } from '../../attendance/parts';
import type { AttendancePage as Page, SheetOf } from '../../attendance/queries.server';
import { CountInputs } from './count-table';
import { type Countries, PartInputs } from './part-inputs';

interface SheetFormProps extends Countries {
  page: Page;
  /** As it was opened. */
  sheet: SheetOf | null;
  newSheet: string;
  /** It waited on the device, and is opened again: by what it was counted. */
  ground?: Pick<Page, 'asks' | 'groups'>;
  answer: FormAnswer | null;
  /** It could not be sent, and does not wait on the device. */
  isHeld: boolean;
  onSubmit: FormEventHandler<HTMLFormElement>;
}

export function SheetForm({ page, sheet: given, newSheet, ground, answer, isHeld, onSubmit, countries }: SheetFormProps) {
  const t = useT('activities');
  const [sheet] = useState(given);
  // The page is told of much while somebody counts: by other ages, groups or parts the fields that are being filled would go.
  const [{ bands, asks, groups }] = useState({
    bands: sheet?.bands ?? page.bands,
    ...(ground ?? { asks: page.asks, groups: page.groups }),
  });
  const before = sheet?.counted;
  const [typed, setTyped] = useState(() => (answer ? typedSums(textsOf(answer)) : null));
  const read = ({ currentTarget }: FormEvent<HTMLElement>) =>
    setTyped(typedSums([...currentTarget.querySelectorAll('input')].map(({ name, value }) => [name, value] as const)));
  const sumsOf = (axis: Axis) => ({
    total: typed?.total ?? before?.total ?? 0,
    stated: typed?.[axis] ?? sumOf(before?.parts[axis] ?? []),
  });
  return (
    <Card title={sheet || ground ? t('attendance.change') : t('attendance.new')}>
      <Form answer={answer} onSubmit={onSubmit}>
        <FormErrors />
        {sheet ? <input type="hidden" name="sheet" value={sheet.id} /> : <HiddenField key={newSheet} name="sheet" value={newSheet} />}
        <HiddenField name="seen" value={sheet?.version ?? 0} />
        {page.startDate === page.endDate ? (
          <input type="hidden" name="day" value={page.startDate} />
        ) : (
          <TextInput
            name="day"
            type="date"
            label={t('attendance.day')}
            required
            min={page.startDate}
            max={page.endDate}
            defaultValue={sheet?.day ?? page.startDate}
          />
        )}
        <div onInput={read}>
          <CountInputs bands={bands} cells={before?.cells ?? []} />
          {axes
            .filter((axis) => asks.includes(axis) || before?.parts[axis].length)
            .map((axis) => (
              <PartInputs
                key={axis}
                axis={axis}
                parts={before?.parts[axis] ?? []}
                groups={groups}
                language={page.language}
                countries={countries}
                answer={answer}
                sums={sumsOf(axis)}
              />
            ))}
        </div>
        <Select
          name="method"
          label={t('attendance.method')}
          required
          defaultValue={sheet?.method ?? 'headCount'}
          options={methods.map((value) => ({ value, label: t(`counting.${value}`) }))}
        />
        <TextArea
          name="note"
          label={t('attendance.note')}
          hint={t('attendance.noteHint')}
          rows={2}
          maxLength={limits.note}
          defaultValue={sheet?.counted?.note}
        />
        {isHeld ? (
          <Notice tone="warn" live className="mb-5" title={t('waiting.held')}>
            {t('waiting.restricted')}
          </Notice>
        ) : null}
        <FormActions>
          {page.isLocked ? null : (
            <Button type="submit" look="primary" name="intent" value="submit">
              {t('attendance.handIn')}
            </Button>
          )}
          <Button type="submit" name="intent" value="draft">
            {t('attendance.draft')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}

const textsOf = ({ values }: FormAnswer) =>
  Object.entries(values ?? {}).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
