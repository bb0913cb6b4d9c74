/** Texts that are rightly the same in English and in another language: each is here because somebody looked. */
import type { Language } from '../../app/i18n/languages';

export const sameWords: Partial<Record<Language, readonly string[]>> = {
  de: [
    'Text',
    'Offline',
    'Name',
    'Link',
    'Region',
    'Organisation',
    'Partner',
    'April',
    'August',
    'September',
    'November',
    'Plan',
    'Filter',
    'Status',
    'Person',
    'M{number}',
    'Online',
    'Interviews',
    'Workshop',
    'M',
    'Budget',
  ],
  el: ['M{number}'],
  it: ['Offline', 'Online', 'Focus group', 'World café', 'Password', 'Account', 'No', 'Link', 'Partner', 'M{number}', 'F', 'M', 'X', 'Budget'],
  pl: ['Offline', 'Link', 'Region', 'Partner', 'Plan', 'Status', 'M{number}', 'Demonstrator (DEM)', 'M', 'X'],
  es: ['No', 'World café', 'Roles', 'Plan', 'M{number}', 'X', 'Total'],
  tr: ['Plan', 'Risk', 'M{number}', 'X'],
};
