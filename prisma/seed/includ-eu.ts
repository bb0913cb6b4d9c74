/** Includ-EU, as the Region of Crete's observatory and its partners describe it. */
import type { ExamplePartnership } from './example';

const crete = { label: 'Region of Crete, Regional Observatory for Social Inclusion: Includ-EU' };
const iom = { label: 'IOM Greece: Includ-EU', url: 'https://greece.iom.int/includ-eu' };

export const includEu: ExamplePartnership = {
  key: 'includ-eu',
  id: 'examp1e0inc1ud0eu000000000',
  acronym: 'Includ-EU',
  // The page's own heading: none of the pages names a title.
  title: 'European Project Includ-EU of the Asylum, Migration and Integration Fund (AMIF) for social inclusion of immigrants',
  aliases: 'IncludEU, Includ EU',
  projectCode: '',
  // The pages give months and no days.
  start: { typed: 'January 2020' },
  end: { typed: 'December 2022' },
  totalBudgetCents: null,
  grantCents: null,
  rateBasisPoints: null,
  languages: ['en', 'it', 'el', 'es', 'nl', 'ro', 'sl'],
  fundingDisclaimer: '',
  objectives: [
    'Improving the knowledge and skills of local and regional authorities from the countries: Greece, Spain, Italy, the Netherlands, Romania, Slovenia, to facilitate the integration of third country immigrants.',
    'Implementation and evaluation of pilot projects promoting the integration of third country migrants at regional and local level in Greece, Spain, Italy and the Netherlands.',
    'To define an informal network of regions and local authorities with different levels of expertise, taking advantage of the diversity of territorial approaches, policies and practices for social inclusion.',
  ],
  principal: ['Third-country migrants'],
  secondary: ['Local and regional authorities'],
  organisations: [
    {
      key: 'iom-it',
      name: 'International Organization for Migration, Italy',
      shortName: 'IOM Italy',
      country: 'IT',
      type: 'international-organisation',
      role: 'coordinator',
    },
    {
      key: 'iom-gr',
      name: 'International Organization for Migration, Greece',
      shortName: 'IOM Greece',
      country: 'GR',
      type: 'international-organisation',
      role: 'partner',
    },
    {
      key: 'iom-es',
      name: 'International Organization for Migration, Spain',
      shortName: 'IOM Spain',
      country: 'ES',
      type: 'international-organisation',
      role: 'partner',
    },
    {
      key: 'iom-nl',
      name: 'International Organization for Migration, Netherlands',
      shortName: 'IOM Netherlands',
      country: 'NL',
      type: 'international-organisation',
      role: 'partner',
    },
    {
      key: 'iom-si',
      name: 'International Organization for Migration, Slovenia',
      shortName: 'IOM Slovenia',
      country: 'SI',
      type: 'international-organisation',
      role: 'partner',
    },
    {
      key: 'iom-ro',
      name: 'International Organization for Migration, Romania',
      shortName: 'IOM Romania',
      country: 'RO',
      type: 'international-organisation',
      role: 'partner',
    },
    // A network of many countries is in none of them.
    { key: 'aer', name: 'Network of European Regions', shortName: 'AER', country: '', type: 'other', role: 'partner' },
    { key: 'crete', name: 'Region of Crete', country: 'GR', type: 'region', role: 'partner' },
    { key: 'sardinia', name: 'Region of Sardinia', country: 'IT', type: 'region', role: 'partner' },
    {
      key: 'tuscany',
      name: 'Regional Association of Tuscan Municipalities',
      shortName: 'ANCI Toscana',
      country: 'IT',
      type: 'association-of-municipalities',
      role: 'partner',
    },
    { key: 'brabant', name: 'Heart Brabant Region', country: 'NL', type: 'region', role: 'partner' },
    {
      key: 'catalonia',
      name: 'Secretariat for Equality, Immigration and Citizenship of Catalonia',
      country: 'ES',
      type: 'region',
      role: 'partner',
    },
  ],
  places: [
    { name: 'Crete', aliases: 'Κρήτη, Creta, Kreta', country: 'GR', kind: 'region', organisation: 'crete' },
    { name: 'Catalonia', aliases: 'Catalunya, Cataluña', country: 'ES', kind: 'region', organisation: 'catalonia' },
    { name: 'Sardinia', aliases: 'Sardegna', country: 'IT', kind: 'region', organisation: 'sardinia' },
    { name: 'Tuscany', aliases: 'Toscana', country: 'IT', kind: 'region', organisation: 'tuscany' },
    { name: 'Heart of Brabant', aliases: 'Hart van Brabant, Tilburg', country: 'NL', kind: 'region', organisation: 'brabant' },
  ],
  deadlines: [],
  sources: [
    { field: 'title', ...crete },
    { field: 'startDate', ...iom, quote: 'January 2020' },
    { field: 'endDate', ...iom, quote: 'December 2022' },
    { field: 'endDate', ...crete, quote: '36 months' },
    { field: 'objectives', ...crete },
    { field: 'targetGroups', label: 'the text of the same page: it has no list of target groups' },
    { field: 'organisations', ...crete, quote: '5 partner countries (regional / local authorities)' },
    { field: 'places', label: 'the regions of the partners; the page names the countries of the pilots and not their places' },
  ],
  members: [
    { person: 'sofia', organisation: 'iom-it', roles: 'coordinator' },
    { person: 'manos', organisation: 'crete', roles: 'editor,translator:el' },
    { person: 'vera', organisation: 'brabant', roles: 'facilitator,reviewer:nl' },
    { person: 'anna', organisation: 'aer', roles: 'observer' },
  ],
};
