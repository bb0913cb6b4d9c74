/** Time zones that people choose from. */

/** Brussels, by whose clock calls close, then the partner countries and Turkey; offered before all others. */
export const partnerZones: readonly string[] = [
  'Europe/Brussels',
  'Asia/Nicosia',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Rome',
  'Europe/Warsaw',
  'Europe/Madrid',
  'Europe/Istanbul',
];

/** All other zones by name. Server only in practice: two runtimes need not know the same list. */
export function otherZones(): string[] {
  return Intl.supportedValuesOf('timeZone').filter((zone) => !partnerZones.includes(zone));
}

const capitals: Record<string, string> = {
  AT: 'Europe/Vienna',
  BG: 'Europe/Sofia',
  CY: 'Asia/Nicosia',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GR: 'Europe/Athens',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IT: 'Europe/Rome',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MT: 'Europe/Malta',
  NL: 'Europe/Amsterdam',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  RO: 'Europe/Bucharest',
  SE: 'Europe/Stockholm',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
  TR: 'Europe/Istanbul',
};

/** The zone of a country's capital (ISO 3166-1); null where none is known. */
export function capitalZone(country: string): string | null {
  return capitals[country] ?? null;
}

/** A first guess for somebody who works in the country: by the clock of its capital, or of Brussels. */
export function zoneOf(country: string): string {
  return capitalZone(country) ?? 'Europe/Brussels';
}
