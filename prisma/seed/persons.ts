/** Persons of the examples. Their family names are the word "example" in their languages; their addresses cannot exist. */
import type { ExamplePerson } from './example';

export const persons: ExamplePerson[] = [
  { key: 'anna', name: 'Άννα Παράδειγμα', email: 'anna@nicosia.example', language: 'en', timeZone: 'Asia/Nicosia' },
  { key: 'berta', name: 'Berta Beispiel', email: 'berta@berlin.example', language: 'de', timeZone: 'Europe/Berlin' },
  { key: 'elena', name: 'Elena Ejemplo', email: 'elena@alzira.example', language: 'es', timeZone: 'Europe/Madrid' },
  { key: 'petros', name: 'Πέτρος Παράδειγμα', email: 'petros@athens.example', language: 'el', timeZone: 'Europe/Athens' },
  { key: 'ezio', name: 'Ezio Esempio', email: 'ezio@palermo.example', language: 'it', timeZone: 'Europe/Rome' },
  { key: 'pawel', name: 'Paweł Przykład', email: 'pawel@wroclaw.example', language: 'pl', timeZone: 'Europe/Warsaw' },
  { key: 'ornek', name: 'Ömer Örnek', email: 'omer@nicosia.example', language: 'tr', timeZone: 'Asia/Nicosia' },
  { key: 'sofia', name: 'Sofia Esempio', email: 'sofia@rome.example', language: 'it', timeZone: 'Europe/Rome' },
  { key: 'manos', name: 'Μάνος Παράδειγμα', email: 'manos@crete.example', language: 'el', timeZone: 'Europe/Athens' },
  { key: 'vera', name: 'Vera Voorbeeld', email: 'vera@tilburg.example', language: 'en', timeZone: 'Europe/Amsterdam' },
];
