/** One document in the list: what it is, whose, in which languages, and who changed it when. */
import { Form } from '@remix-run/react';
import { ArchiveRestore, Building2, Users } from 'lucide';
import { useFormat, useT, When } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { documentPath, documentsPath, isTemplate } from '../documents';
import type { ListedDocument } from '../queries.server';

export type Listed = Omit<ListedDocument, 'updatedAt' | 'trashedAt'> & { updatedAt: Date | string; trashedAt: Date | string | null };

export function DocumentRow({ document, partnershipId }: { document: Listed; partnershipId: string }) {
  const t = useT('documents');
  const format = useFormat();
  const { place } = document;
  const kind = isTemplate(document.template) && document.template !== 'blank' ? t(`template.${document.template}`) : null;
  const facts = [
    document.organisation,
    format.list(document.languages.map((language) => format.languageName(language))),
    t('words', { count: document.words }),
  ];
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3.5 sm:px-5">
      <div className="min-w-0 flex-1 basis-80">
        <h2 className="text-base leading-6 font-semibold wrap-break-word hyphens-auto" lang={document.sourceLanguage}>
          {document.trashedAt ? (
            document.title
          ) : (
            <Link
              to={documentPath(partnershipId, document.id, document.sourceLanguage)}
              className="text-ink no-underline hover:text-accent hover:underline"
            >
              {document.title}
            </Link>
          )}
        </h2>
        <p className="mt-0.5 text-sm text-ink-soft">
          {kind ? `${kind} · ` : null}
          {place ? (
            <>
              <span lang={place.language}>{place.name}</span>
              {' · '}
            </>
          ) : null}
          {facts.join(' · ')}
        </p>
      </div>
      <div className="flex min-w-0 flex-col items-start gap-1.5 text-sm text-ink-soft sm:items-end">
        <SharedBadge shared={document.shared} organisation={document.organisationName} />
        <p className="max-w-full">
          <When at={document.trashedAt ?? document.updatedAt} />
          {document.updatedBy && !document.trashedAt ? `, ${document.updatedBy}` : ''}
        </p>
        {document.canRestore ? (
          <Form method="post" action={`${documentsPath(partnershipId)}/${document.id}/settings`}>
            <Button type="submit" name="intent" value="restore" icon={<Icon of={ArchiveRestore} className="size-4" />}>
              {t('trash.restore')}
              <span className="sr-only">: {document.title}</span>
            </Button>
          </Form>
        ) : null}
      </div>
    </li>
  );
}

/** Who can see a document, in two words; the whole sentence on hover. */
export function SharedBadge({ shared, organisation }: { shared: boolean; organisation: string }) {
  const t = useT('documents');
  return shared ? (
    <Badge tone="accent" icon={<Icon of={Users} />} title={t('seen.partnershipLong')}>
      {t('seen.partnership')}
    </Badge>
  ) : (
    <Badge icon={<Icon of={Building2} />} title={t('seen.organisationLong', { organisation })}>
      {t('seen.organisation')}
    </Badge>
  );
}
