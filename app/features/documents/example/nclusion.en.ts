import { listOf } from '../templates/templates';
import { ALZIRA, type DraftTexts, p } from './texts';

const source = (what: string) => p(`${what}: `, { link: 'Ajuntament d’Alzira, Alzira On Europe, “@NCLUSION - AMIF”', to: ALZIRA }, '.');

export const strategyEn: DraftTexts = {
  title: 'Local integration strategy for LGBTQI+ migrants (draft)',
  sections: {
    1: {
      blocks: [
        p(
          'The project ',
          { bold: '@nclusion' },
          ' (Fostering inclusion of LGBTQI+ migrants at local level) brings together local authorities, civil society organisations and migrant-led organisations from Cyprus, Germany, Greece, Italy, Poland and Spain. Its aim is to increase the effectiveness of the inclusion of LGBTQI+ migrants at local level through local integration strategies and measures.',
        ),
        source('Source'),
      ],
      cells: [
        [
          ['Countries', '6', '2024'],
          ['Total budget', '1,430,071.05 EUR', '2024'],
          ['Funding', '1,287,063.95 EUR', '2024'],
        ],
      ],
      missing: 'To be completed: what will change in our place, for whom and by when.',
    },
    2: {
      blocks: [source('Project facts')],
      cells: [
        [
          ['Project 101141076, Asylum, Migration and Integration Fund (AMIF)'],
          [''],
          ['From 1 April 2024. The source gives the end as “31/04/2027”; April has 30 days, so the end is open.'],
          [''],
        ],
      ],
      missing: 'To be completed: the area that the strategy is for, the decision that asked for it, and the confirmed end date.',
    },
    3: { missing: 'To be completed: figures with their year and source.' },
    4: { missing: 'To be completed: no consultation is recorded yet.' },
    5: { missing: 'To be completed: the services of our place.' },
    6: {
      blocks: [
        p(
          'The project focuses on LGBTQI+ migrants and refugees, as they have specific needs and vulnerabilities, and proposes a targeted approach that addresses their needs. The cooperation of local authorities, migrants’ organisations and communities, and LGBTQI+ organisations is essential for identifying, understanding and addressing them.',
        ),
        source('Source'),
      ],
      missing: 'To be completed: the vision of our own place.',
    },
    7: {
      blocks: [
        p('The specific objectives of the project:'),
        listOf('numbered', [
          'Develop and implement local integration strategies for LGBTQI+ migrants',
          'Increase awareness and know-how, among local policymakers, on challenges faced by LGBTQI+ migrants, as well as on existing good and bad practices',
          'Increase synergy and cooperation between LGBTQI+ organisations and migrants’ organisations',
          'Enhance the understanding and sensitisation of migrant communities and organisations on including LGBTQI+ migrants',
          'Enhance the understanding and sensitisation of LGBTQI+ organisations on including LGBTQI+ migrants',
          'Create intersectional methodological tools to support local authorities, LGBTQI+ organisations and migrants’ organisations',
          'Better inform LGBTQI+ migrants and refugees about practices in the host country',
        ]),
        source('Source'),
      ],
      missing: 'To be completed: one goal for each theme that applies here.',
    },
    8: { missing: 'To be completed: measures with owner, dates, cost and first step.' },
    9: {
      blocks: [
        p(
          'The source names LGBTQI+ migrants as the principal target group, and migrants and locals as secondary ones. It also names three kinds of organisations as main target groups: migrants’ organisations and communities, LGBTQI+ organisations, and local authorities.',
        ),
        source('Source'),
      ],
      missing: 'To be completed: what stands in the way and what will be different, group by group.',
    },
    10: {
      blocks: [
        p(
          'The consortium works in six countries: Cyprus, Germany, Greece, Italy, Poland and Spain. For the Ajuntament d’Alzira, its European projects office Alzira On Europe and its department IDEA Alzira take part.',
        ),
        source('Source'),
      ],
      missing: 'To be completed: who decides, who advises, and how often they meet.',
    },
    11: {
      blocks: [
        p('The funding is 90 % of the total budget; the remaining 143,007.10 EUR are the difference between total and funding.'),
        source('Budget and funding'),
      ],
      cells: [[['2024-2027', 'AMIF, whole project', '1,287,063.95', '']]],
      missing: 'To be completed: the resources of our own place.',
    },
    12: { missing: 'To be completed: few indicators, each with baseline and target.' },
    13: { missing: 'To be completed: risks to people first. Name a focal point for safeguarding.' },
    14: {
      blocks: [
        p(
          'Funded by the European Union. Views and opinions expressed are however those of the author(s) only and do not necessarily reflect those of the European Union or European Education and Culture Executive Agency (EACEA). Neither the European Union nor the granting authority can be held responsible for them.',
        ),
        source('Wording of the source'),
      ],
      missing: 'To be completed: check the funding statement with the granting authority, and set the next review date.',
    },
  },
};

export const kickOffEn: DraftTexts = {
  title: 'Minutes of the kick-off meeting, Nicosia',
  sections: {
    1: {
      blocks: [
        p(
          'Two members of the department IDEA Alzira of the Ajuntament d’Alzira attended the first meeting of the project @nclusion in Nicosia (the source writes “Nikosia”), Cyprus. The European projects office Alzira On Europe takes part in the project.',
        ),
        source('Source'),
      ],
      cells: [[[''], ['Nicosia, Cyprus'], [''], [''], ['Ajuntament d’Alzira (2 people)']]],
      missing: 'To be completed: the source gives neither date nor agenda, and names one organisation only.',
    },
    3: {
      blocks: [
        p(
          'The project aims to increase the inclusion of LGBTQI+ immigrants at the local level by promoting cooperation between local authorities, LGBTQI+ organisations and immigrant organisations.',
        ),
        source('Source'),
      ],
    },
  },
};
