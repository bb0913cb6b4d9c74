/** Where the person is signed in, with a button to end each. */
import { MonitorSmartphone } from 'lucide';
import { useT, When } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Card } from '~/ui/card';
import { Form, SubmitButton } from '~/ui/form';
import { Icon } from '~/ui/icon';

export interface Device {
  id: string;
  device: string;
  createdAt: string | Date;
  lastSeenAt: string | Date;
  current: boolean;
}

export function Devices({ devices }: { devices: readonly Device[] }) {
  const t = useT('accounts');
  return (
    <Card title={t('account.devices')}>
      <p className="mb-2 text-sm text-ink-soft">{t('account.devicesText')}</p>
      <ul className="divide-y divide-line">
        {devices.map((device) => (
          <li key={device.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <Icon of={MonitorSmartphone} className="size-5 shrink-0 text-ink-soft" />
            <DeviceFacts device={device} />
            {device.current ? (
              <Badge tone="good">{t('account.thisDevice')}</Badge>
            ) : (
              <Form>
                <input type="hidden" name="sessionId" value={device.id} />
                <SubmitButton
                  look="quiet"
                  name="intent"
                  value="end-session"
                  aria-label={t('account.endSessionOf', { device: device.device || t('account.unknownDevice') })}
                >
                  {t('account.endSession')}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {devices.length > 1 ? (
        <Form className="mt-3">
          <SubmitButton look="quiet" name="intent" value="end-others">
            {t('account.endOthers')}
          </SubmitButton>
        </Form>
      ) : null}
    </Card>
  );
}

function DeviceFacts({ device }: { device: Device }) {
  const t = useT('accounts');
  return (
    <div className="min-w-0 flex-1">
      <p className="font-medium">{device.device || t('account.unknownDevice')}</p>
      <p className="text-sm text-ink-soft">
        {t('account.lastSeen')}: <When at={device.lastSeenAt} />
        {' · '}
        {t('account.since')}: <When at={device.createdAt} />
      </p>
    </div>
  );
}
