/** The cards of a document's details page. */
import { Share2, Trash2 } from 'lucide';
import { useT } from '~/i18n/react';
import { Card } from '~/ui/card';
import { Select } from '~/ui/choice';
import { Form, FormActions, type FormAnswer, FormErrors, SubmitButton } from '~/ui/form';
import { Icon } from '~/ui/icon';
import { TextInput } from '~/ui/text-input';
import { limits } from '../documents';
import type { PlaceName } from '../queries.server';

interface DetailsProps {
  title: string;
  placeId: string | null;
  places: ({ id: string } & PlaceName)[];
  answer?: FormAnswer;
}

export function Details({ title, placeId, places, answer }: DetailsProps) {
  const t = useT('documents');
  return (
    <Card title={t('settings.details')}>
      <Form answer={answer}>
        <FormErrors />
        <input type="hidden" name="intent" value="details" />
        <TextInput name="title" label={t('field.title')} required maxLength={limits.title} defaultValue={title} autoComplete="off" />
        {places.length > 0 ? (
          <Select
            name="placeId"
            label={t('field.place')}
            empty={t('field.noPlace')}
            defaultValue={placeId ?? ''}
            options={places.map(({ id, name, language }) => ({ value: id, label: name, lang: language }))}
          />
        ) : null}
        <FormActions>
          <SubmitButton>{t('settings.save')}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}

interface Audience {
  shared: boolean;
  organisation: string;
  people: number;
  all: number;
}

export function Sharing({ audience, may }: { audience: Audience; may: boolean }) {
  const t = useT('documents');
  const { shared, organisation, people, all } = audience;
  return (
    <Card title={<span id="sharing">{t('share.title')}</span>}>
      <p>{shared ? t('share.seenByAll', { count: all }) : t('share.seenByOwn', { organisation, count: people })}</p>
      {may ? (
        <Form className="mt-4">
          <input type="hidden" name="intent" value="share" />
          <p className="mb-3 text-sm text-ink-soft">{t('share.consequence', { count: all })}</p>
          <SubmitButton look="quiet" icon={<Icon of={Share2} className="size-4" />}>
            {t('share.now')}
          </SubmitButton>
        </Form>
      ) : null}
    </Card>
  );
}

export function Trashing() {
  const t = useT('documents');
  return (
    <Card title={t('trash.title')}>
      <p className="text-sm text-ink-soft">{t('trash.hint')}</p>
      <Form className="mt-3">
        <input type="hidden" name="intent" value="trash" />
        <SubmitButton look="danger" icon={<Icon of={Trash2} className="size-4" />}>
          {t('trash.move')}
        </SubmitButton>
      </Form>
    </Card>
  );
}
