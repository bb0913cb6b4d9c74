/** The head of a document's page: title, whose it is and who sees it, languages, and what can be done with it. Not printed, but for the title. */
import { Form } from '@remix-run/react';
import { Copy, Download, Ellipsis, History, Settings2, Share2, Trash2 } from 'lucide';
import { useFormat, useT, When } from '~/i18n/react';
import { ButtonLink } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { Link } from '~/ui/link';
import { Menu, MenuButton, MenuHeading, MenuLine, MenuLink } from '~/ui/menu';
import { documentPath, documentsPath } from '../documents';
import type { PlaceName } from '../queries.server';
import { SharedBadge } from './document-row';

export interface HeaderDocument {
  id: string;
  partnershipId: string;
  title: string;
  sourceLanguage: string;
  languages: string[];
  organisation: string;
  shared: boolean;
  place: PlaceName | null;
  updatedAt: Date | string;
  updatedBy: string | null;
}

export interface HeaderRights {
  write: boolean;
  share: boolean;
  trash: boolean;
  copies: boolean;
  duplicate: boolean;
}

export function DocumentHeader({ document, language, may }: { document: HeaderDocument; language: string; may: HeaderRights }) {
  const t = useT('documents');
  const base = `${documentsPath(document.partnershipId)}/${document.id}`;
  const here = documentPath(document.partnershipId, document.id, language);
  return (
    <header className="mx-auto w-full max-w-[76rem] px-4 pt-5 md:px-8 print:p-0">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        {/* Alone, the menu shares the title's row, also on a phone. */}
        <div className={classes('min-w-0 flex-1 sm:basis-96', may.share && 'basis-96')}>
          <h1
            tabIndex={-1}
            lang={document.sourceLanguage}
            className="text-2xl leading-tight font-semibold tracking-tight text-balance wrap-break-word hyphens-auto outline-none sm:text-3xl"
          >
            {document.title}
          </h1>
          <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm wrap-anywhere text-ink-soft print:hidden">
            <SharedBadge shared={document.shared} organisation={document.organisation} />
            <span>
              {document.organisation}
              {document.place ? (
                <>
                  {' · '}
                  <span lang={document.place.language}>{document.place.name}</span>
                </>
              ) : null}
            </span>
            <span className="last-change">
              <When at={document.updatedAt} />
              {document.updatedBy ? `, ${document.updatedBy}` : ''}
            </span>
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          {may.share ? (
            <ButtonLink to={`${base}/settings#sharing`} icon={<Icon of={Share2} className="size-4" />}>
              {t('share.action')}
            </ButtonLink>
          ) : null}
          <Menu
            label={t('menu.label')}
            trigger={
              <>
                <Icon of={Ellipsis} className="size-4" />
                <span className={may.share ? undefined : 'max-sm:sr-only'}>{t('menu.trigger')}</span>
              </>
            }
            triggerClassName="inline-flex min-h-9 items-center gap-2 rounded-control border border-line-strong bg-surface px-3 text-sm font-medium hover:bg-sunken pointer-coarse:min-h-11"
          >
            {may.write ? (
              <MenuLink to={`${base}/settings`}>
                <Icon of={Settings2} />
                {t('settings.title')}
              </MenuLink>
            ) : null}
            {may.copies ? (
              <MenuLink to={`${base}/history?language=${language}`}>
                <Icon of={History} />
                {t('copies.title')}
              </MenuLink>
            ) : null}
            {may.duplicate ? (
              <Form method="post" action={`${base}/settings`}>
                <MenuButton name="intent" value="duplicate">
                  <Icon of={Copy} />
                  {t('menu.duplicate')}
                </MenuButton>
              </Form>
            ) : null}
            <MenuHeading>{t('download.title')}</MenuHeading>
            <MenuLink to={`${here}/download/html`} reloadDocument download>
              <Icon of={Download} />
              {t('download.html')}
            </MenuLink>
            <MenuLink to={`${here}/download/markdown`} reloadDocument download>
              <Icon of={Download} />
              {t('download.markdown')}
            </MenuLink>
            {may.trash ? (
              <>
                <MenuLine />
                <Form method="post" action={`${base}/settings`}>
                  <MenuButton name="intent" value="trash" danger>
                    <Icon of={Trash2} />
                    {t('trash.move')}
                  </MenuButton>
                </Form>
              </>
            ) : null}
          </Menu>
        </div>
      </div>
      {document.languages.length > 1 ? <Languages document={document} language={language} /> : null}
    </header>
  );
}

function Languages({ document, language }: { document: HeaderDocument; language: string }) {
  const t = useT('documents');
  const format = useFormat();
  return (
    <nav aria-label={t('languages')} className="mt-3 print:hidden">
      <ul className="flex flex-wrap gap-1">
        {document.languages.map((code) => (
          <li key={code}>
            <Link
              to={documentPath(document.partnershipId, document.id, code)}
              aria-current={code === language ? 'page' : undefined}
              className="inline-flex min-h-8 items-center rounded-control px-2.5 text-sm text-ink-soft no-underline hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent pointer-coarse:min-h-11"
            >
              {format.languageName(code)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
