/** The language of the interface, each in its own words. A plain form: it works without JavaScript, and the whole page comes back in the new language. */
import { useLocation } from '@remix-run/react';
import { Check, Languages } from 'lucide';
import { languageNames, languages } from '~/i18n/languages';
import { useLocale, useT } from '~/i18n/react';
import { Icon } from '../icon';
import { Menu, MenuButton } from '../menu';

const TRIGGER =
  'inline-flex h-8 min-w-8 items-center justify-center gap-1.5 rounded-control px-2 text-sm text-ink-soft hover:bg-sunken hover:text-ink pointer-coarse:h-11 pointer-coarse:min-w-11';

export function LanguageMenu() {
  const t = useT('ui');
  const { language } = useLocale();
  const { pathname, search } = useLocation();
  return (
    <Menu
      label={t('language.choose', { language: languageNames[language] })}
      triggerClassName={TRIGGER}
      trigger={
        <>
          <Icon of={Languages} className="size-4" />
          <span aria-hidden className="hidden uppercase sm:inline">
            {language}
          </span>
        </>
      }
    >
      <form method="post" action="/language">
        <input type="hidden" name="next" value={`${pathname}${search}`} />
        {languages.map((code) => (
          <MenuButton key={code} name="language" value={code} lang={code} aria-current={code === language ? 'true' : undefined}>
            <Icon of={Check} className={code === language ? undefined : 'invisible'} />
            {languageNames[code]}
          </MenuButton>
        ))}
      </form>
    </Menu>
  );
}
