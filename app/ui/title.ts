/**
 * The title of a page: what it is, where, and Koinon.
 *
 *     export const meta = pageTitle('documents', 'list.title');
 *     export const meta: MetaFunction<typeof loader> = ({ data }) => titled(data?.title, data?.partnership.acronym);
 */
import type { MetaDescriptor } from '@remix-run/react';
import type { Catalogues, Namespace } from '~/i18n/catalogues';
import { isLanguage, type Language } from '~/i18n/languages';
import { isLoaded, translator } from '~/i18n/translate';

type Matches = readonly ({ id: string; data?: unknown } | undefined)[];

/** The interface language, as the root route knows it. */
function languageIn(matches: Matches): Language {
  const root = matches.find((match) => match?.id === 'root')?.data as { language?: unknown } | undefined;
  return isLanguage(root?.language) ? root.language : 'en';
}

/** "Strategy · @nclusion · Koinon"; parts that are missing are left out. */
export function titled(...parts: (string | null | undefined)[]): MetaDescriptor[] {
  return [{ title: [...parts.filter(Boolean), 'Koinon'].join(' · ') }];
}

/** A `meta` function with a translated title. @param of of which of many such pages: from the page's data */
export function pageTitle<N extends Namespace, D = unknown>(namespace: N, key: keyof Catalogues[N] & string, of?: (data: D) => string) {
  return ({ matches, data }: { matches: Matches; data?: unknown }): MetaDescriptor[] => {
    const language = languageIn(matches);
    // While the texts are on their way the page itself waits for them, and asks again.
    if (!isLoaded(language, namespace)) return titled();
    return titled(translator(language, namespace)(key), of && data ? of(data as D) : null);
  };
}
