/** @nclusion, as public pages of its partners describe it. What they leave open stays open. */
import type { ExamplePartnership } from './example';

const alzira = { label: 'Alzira On Europe: @nclusion', url: 'https://alziraoneurope.com/nclusion-amif/' };

export const nclusion: ExamplePartnership = {
  key: 'nclusion',
  id: 'examp1e0nc1usi0n0000000000',
  acronym: '@nclusion',
  title: 'Fostering inclusion of LGBTQI+ migrants at local level',
  aliases: '@NCLUSION, @nclution, nclusion',
  projectCode: '101141076',
  start: { date: '2024-04-01' },
  // April has 30 days; which day is meant, only the partners know.
  end: { typed: '31/04/2027' },
  totalBudgetCents: 143007105n,
  grantCents: 128706395n,
  rateBasisPoints: 9000,
  languages: ['en', 'el', 'de', 'it', 'pl', 'es', 'tr'],
  fundingDisclaimer:
    'Funded by the European Union. Views and opinions expressed are however those of the author(s) only and do not necessarily reflect those of the European Union or European Education and Culture Executive Agency (EACEA). Neither the European Union nor the granting authority can be held responsible for them.',
  objectives: [
    'Develop and implement local integration strategies for LGBTQI+ migrants',
    'Increase awareness and know-how, among local policymakers, on challenges faced by LGBTQI+ migrants, as well as on existing good and bad practices on this issue',
    'Increase synergy and cooperation between LGBTQI+ organizations and migrants’ organizations',
    'Enhance the understanding and sensitization of migrant communities and organizations on including LGBTQI+ migrants (and LGBTQI+ issues in their dialogue with policy makers)',
    'Enhance the understanding and sensitization of LGBTQI+ organizations on including LGBTQI+ migrants (and LGBTQI+ migrants’ issues in their dialogue with policy makers)',
    'Create intersectional methodological tools to support the work of local authorities, LGBTQI+ organizations and migrants’ organizations',
    'Better inform LGBTQI+ migrants & refugees about practices in the host country.',
  ],
  principal: ['LGBTQI+ migrants'],
  secondary: ['Migrants', 'Locals'],
  organisations: [
    { key: 'anel', name: 'ANEL, Nicosia Development Agency', shortName: 'ANEL', country: 'CY', type: 'public-body', role: 'coordinator' },
    { key: 'csi', name: 'CSI', country: 'CY', type: 'ngo', role: 'partner' },
    { key: 'nest', name: 'NGO Nest Berlin', country: 'DE', type: 'ngo', role: 'partner' },
    { key: 'symplexis', name: 'Symplexis', country: 'GR', type: 'ngo', role: 'partner' },
    { key: 'forum', name: 'Greek Forum of Migrants', country: 'GR', type: 'migrant-association', role: 'partner' },
    { key: 'cesie', name: 'CESIE', country: 'IT', type: 'ngo', role: 'partner' },
    { key: 'anci', name: 'ANCI Sicilia', country: 'IT', type: 'association-of-municipalities', role: 'partner' },
    { key: 'wroclaw', name: 'City of Wrocław', country: 'PL', type: 'local-authority', role: 'partner' },
    { key: 'ukraina', name: 'Fundacja Ukraina', country: 'PL', type: 'ngo', role: 'partner' },
    { key: 'alzira', name: 'Ajuntament d’Alzira', shortName: 'Alzira', country: 'ES', type: 'local-authority', role: 'partner' },
  ],
  places: [
    { name: 'Nicosia', aliases: 'Nikosia, Λευκωσία, Lefkoşa', country: 'CY', kind: 'municipality', organisation: 'anel' },
    { name: 'Berlin', country: 'DE', kind: 'region', organisation: 'nest' },
    { name: 'Athens', aliases: 'Αθήνα, Atene, Ateny, Atenas', country: 'GR', kind: 'municipality', organisation: 'symplexis' },
    { name: 'Palermo', aliases: 'Παλέρμο', country: 'IT', kind: 'municipality', organisation: 'cesie' },
    { name: 'Wrocław', aliases: 'Breslau, Breslavia, Wroclaw', country: 'PL', kind: 'municipality', organisation: 'wroclaw' },
    { name: 'Alzira', aliases: 'Alcira', country: 'ES', kind: 'municipality', organisation: 'alzira' },
  ],
  deadlines: [
    { title: 'Example: draft strategies go to peer review', date: '2027-01-29', time: '17:00' },
    { title: 'Example: final report', date: '2027-05-31' },
  ],
  sources: [
    { field: 'acronym', ...alzira, quote: '@NCLUSION, @nclution, @nclusion' },
    { field: 'title', ...alzira },
    { field: 'projectCode', ...alzira },
    { field: 'startDate', ...alzira, quote: '01/04/2024' },
    { field: 'endDate', ...alzira, quote: '31/04/2027' },
    { field: 'endDate', label: 'a page of another partner', quote: '31/03/2027' },
    { field: 'totalBudget', ...alzira, quote: '1.430.071.05 €' },
    { field: 'grant', ...alzira, quote: '1.287.063.95' },
    // A mix-up of total and grant that only the partners can settle.
    { field: 'grant', label: 'a page of another partner, as “EU Grant”', quote: '1.430.000.00' },
    { field: 'rate', label: 'the two sums above: no page names the rate, and their ratio is 0.9000000035' },
    { field: 'objectives', ...alzira },
    {
      field: 'targetGroups',
      ...alzira,
      quote: 'Target groups can be divided: • Principal: • LGBTQI+ migrants • Secundary: • Migrants • Locals',
    },
    // The same page counts differently a few lines before; which list holds, only the partners know.
    {
      field: 'targetGroups',
      ...alzira,
      quote: 'three main target groups and namely migrants’ organizations and communities, LGBTQI+ organizations and local authorities',
    },
    { field: 'fundingDisclaimer', ...alzira },
    {
      field: 'organisations',
      label: 'several pages of partners, put together for this example: no single page lists all of them, and none their types',
    },
    { field: 'organisations', ...alzira, quote: 'Cyprus, Germany, Greece, Italy, Poland & Spain' },
    { field: 'places', label: 'the towns of the partners; the pages do not say which of them gets a strategy' },
  ],
  members: [
    { person: 'anna', organisation: 'anel', roles: 'coordinator' },
    { person: 'berta', organisation: 'nest', roles: 'editor,reviewer:de' },
    { person: 'elena', organisation: 'alzira', roles: 'facilitator,translator:es' },
    { person: 'petros', organisation: 'symplexis', roles: 'translator:el' },
    { person: 'ezio', organisation: 'cesie', roles: 'reviewer:it' },
    { person: 'pawel', organisation: 'wroclaw', roles: 'observer' },
    { person: 'ornek', organisation: 'csi', roles: 'editor,translator:tr' },
  ],
};
