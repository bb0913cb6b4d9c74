/** Time zones as people name them: `Intl` has no words for a zone's city, and "Europe/Athens" is for programs. */
import { type Language, languages } from './languages';

/** In the order of `languages`: en, de, el, it, pl, es, tr. */
const cities: Record<string, readonly [string, string, string, string, string, string, string]> = {
  'Europe/Brussels': ['Brussels', 'Brüssel', 'Βρυξέλλες', 'Bruxelles', 'Bruksela', 'Bruselas', 'Brüksel'],
  'Asia/Nicosia': ['Nicosia', 'Nikosia', 'Λευκωσία', 'Nicosia', 'Nikozja', 'Nicosia', 'Lefkoşa'],
  'Europe/Berlin': ['Berlin', 'Berlin', 'Βερολίνο', 'Berlino', 'Berlin', 'Berlín', 'Berlin'],
  'Europe/Athens': ['Athens', 'Athen', 'Αθήνα', 'Atene', 'Ateny', 'Atenas', 'Atina'],
  'Europe/Rome': ['Rome', 'Rom', 'Ρώμη', 'Roma', 'Rzym', 'Roma', 'Roma'],
  'Europe/Warsaw': ['Warsaw', 'Warschau', 'Βαρσοβία', 'Varsavia', 'Warszawa', 'Varsovia', 'Varşova'],
  'Europe/Madrid': ['Madrid', 'Madrid', 'Μαδρίτη', 'Madrid', 'Madryt', 'Madrid', 'Madrid'],
  'Atlantic/Canary': [
    'Canary Islands',
    'Kanarische Inseln',
    'Κανάριοι Νήσοι',
    'Isole Canarie',
    'Wyspy Kanaryjskie',
    'Canarias',
    'Kanarya Adaları',
  ],
  'Europe/Istanbul': ['Istanbul', 'Istanbul', 'Κωνσταντινούπολη', 'Istanbul', 'Stambuł', 'Estambul', 'İstanbul'],
  'Europe/Amsterdam': ['Amsterdam', 'Amsterdam', 'Άμστερνταμ', 'Amsterdam', 'Amsterdam', 'Ámsterdam', 'Amsterdam'],
  'Europe/Bucharest': ['Bucharest', 'Bukarest', 'Βουκουρέστι', 'Bucarest', 'Bukareszt', 'Bucarest', 'Bükreş'],
  'Europe/Dublin': ['Dublin', 'Dublin', 'Δουβλίνο', 'Dublino', 'Dublin', 'Dublín', 'Dublin'],
  'Europe/Helsinki': ['Helsinki', 'Helsinki', 'Ελσίνκι', 'Helsinki', 'Helsinki', 'Helsinki', 'Helsinki'],
  'Europe/Kyiv': ['Kyiv', 'Kyjiw', 'Κίεβο', 'Kiev', 'Kijów', 'Kiev', 'Kiev'],
  'Europe/Lisbon': ['Lisbon', 'Lissabon', 'Λισαβόνα', 'Lisbona', 'Lizbona', 'Lisboa', 'Lizbon'],
  'Europe/Ljubljana': ['Ljubljana', 'Ljubljana', 'Λιουμπλιάνα', 'Lubiana', 'Lublana', 'Liubliana', 'Ljubljana'],
  'Europe/London': ['London', 'London', 'Λονδίνο', 'Londra', 'Londyn', 'Londres', 'Londra'],
  'Europe/Paris': ['Paris', 'Paris', 'Παρίσι', 'Parigi', 'Paryż', 'París', 'Paris'],
  'Europe/Stockholm': ['Stockholm', 'Stockholm', 'Στοκχόλμη', 'Stoccolma', 'Sztokholm', 'Estocolmo', 'Stockholm'],
  'Europe/Vienna': ['Vienna', 'Wien', 'Βιέννη', 'Vienna', 'Wiedeń', 'Viena', 'Viyana'],
};

/** "Αθήνα" for a zone of this house; any other keeps its own name, with the part of the world: "Antananarivo (Indian)". */
export function zoneName(zone: string, language: Language): string {
  const known = cities[zone]?.[languages.indexOf(language)];
  if (known) return known;
  const [area, ...place] = zone.replaceAll('_', ' ').split('/');
  return place.length > 0 ? `${place.join(', ')} (${area})` : zone;
}
