/** Whether the same people come on each day of an activity: what they are counted as hangs on it. */
import { Form } from '@remix-run/react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Checkbox } from '~/ui/choice';
import type { AttendancePage } from '../../attendance/queries.server';

export function DaysCard({ page: { otherPeople } }: { page: Pick<AttendancePage, 'otherPeople'> }) {
  const t = useT('activities');
  return (
    <Card title={t('attendance.days')}>
      <Form method="post" preventScrollReset key={String(otherPeople)}>
        <Checkbox
          name="otherPeople"
          defaultChecked={otherPeople}
          label={t('attendance.otherPeople')}
          hint={t('attendance.otherPeopleHint')}
        />
        <Button type="submit" name="intent" value="days" look="plain">
          {t('attendance.otherPeopleSave')}
        </Button>
      </Form>
    </Card>
  );
}
