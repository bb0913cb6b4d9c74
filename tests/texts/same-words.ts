/** Texts that are rightly the same in English and in another language: each is here because somebody looked. */
import type { Language } from '../../app/i18n/languages';

export const sameWords: Partial<Record<Language, readonly string[]>> = {
  de: ['Offline', 'Name', 'Link', 'Region', 'Organisation', 'Partner', 'April', 'August', 'September', 'November'],
  it: ['Offline', 'Password', 'Account', 'No', 'Link', 'Partner'],
  pl: ['Offline', 'Link', 'Region', 'Partner'],
  es: ['No', 'Roles'],
};
