/**
 * The plan of the example Includ-EU, around its pilots. The sources name the partners, the countries of the pilots and the objectives; they do not
 * say what each pilot did, and neither does this plan.
 */
import { deliverable, type ExamplePackage, type ExamplePlan, milestone, task } from './shape';

const management: ExamplePackage = {
  title: 'Management and coordination',
  lead: 'iom-it',
  people: ['sofia'],
  from: 1,
  to: 36,
  state: 'done',
  about: [
    'This plan is an example. The partners did not write it, and its dates and states are invented.',
    'What it is built from: the objectives, the pilots in Greece, Italy, the Netherlands and Spain, their evaluation and the informal network come from the page of the Regional Observatory for Social Inclusion of the Region of Crete. The pages give the months of the beginning and the end and no days, so this plan counts from 1 January 2020.',
  ],
  tasks: [
    task('Set up the partnership', 'iom-it', 1, 3, 'done', { people: ['sofia'] }),
    task('Meet as a steering group, twice a year', 'iom-it', 4, 36, 'done', { people: ['sofia'], partners: ['aer', 'crete', 'brabant'] }),
  ],
  deliverables: [deliverable('Plan for quality and evaluation', 'iom-it', 'R', 3, 'done', { level: 'SEN' })],
  milestones: [milestone('Partnership begins', 'iom-it', 1, 'done', 'The minutes of the first meeting are shared.')],
};

const skills: ExamplePackage = {
  title: 'Knowledge and skills of local and regional authorities',
  lead: 'iom-gr',
  people: ['manos'],
  from: 3,
  to: 18,
  state: 'done',
  about: ['Practices that take gender and age into account, and trainings built on what authorities asked for.'],
  tasks: [
    task('Collect practices, with gender and age', 'iom-gr', 3, 8, 'done', {
      people: ['manos'],
      partners: ['iom-es', 'iom-nl', 'iom-si', 'iom-ro'],
    }),
    task('Ask authorities what they want to learn', 'aer', 5, 8, 'done', { partners: ['tuscany', 'catalonia'] }),
    task('Trainings for staff of authorities', 'iom-es', 9, 14, 'done', { partners: ['catalonia', 'sardinia', 'crete'] }),
    task('Visits of regions to each other', 'brabant', 15, 18, 'done', { people: ['vera'], partners: ['crete', 'tuscany'] }),
  ],
  deliverables: [deliverable('Collection of practices', 'iom-gr', 'R', 8, 'done')],
  milestones: [],
};

const pilots: ExamplePackage = {
  title: 'Pilot projects in four countries',
  lead: 'crete',
  people: ['manos', 'vera'],
  from: 12,
  to: 34,
  state: 0,
  about: ['Pilots of regional and local authorities, tried out and evaluated so that others can copy them.'],
  tasks: [
    task('Choose the pilots', 'iom-it', 12, 14, 'done', { people: ['sofia', 'manos'] }),
    task('Carry out the pilots', 'crete', 15, 29, 'done', {
      people: ['manos'],
      tasks: [
        task('Pilot of the Region of Crete', 'crete', 15, 27, 'done', { people: ['manos'], partners: ['iom-gr'] }),
        task('Pilot of the Region of Sardinia', 'sardinia', 15, 28, 'done', { partners: ['iom-it'] }),
        task('Pilot of the Tuscan municipalities', 'tuscany', 16, 29, 'done', { partners: ['iom-it'] }),
        task('Pilot of Heart of Brabant', 'brabant', 15, 27, 'done', { people: ['vera'], partners: ['iom-nl'] }),
        task('Pilot of Catalonia', 'catalonia', 16, 29, 'done', { partners: ['iom-es'] }),
      ],
    }),
    task('Evaluate the pilots', 'iom-it', 30, 34, 70, {
      people: ['sofia', 'vera'],
      tasks: [
        task('Collect results', 'brabant', 30, 32, 'done', { people: ['vera'] }),
        task('Write idea, result and verdict of each pilot into the pilot notes', 'crete', 33, 34, 20, {
          people: ['manos'],
          open: ['Crete', 'Sardinia', 'Tuscany', 'Heart of Brabant', 'Catalonia'],
        }),
      ],
    }),
  ],
  deliverables: [
    deliverable('Pilot notes', 'crete', 'R', 34, 0, {
      document: 'blank',
      delay: 'Each region has to say in its own words what its pilot was.',
    }),
  ],
  milestones: [milestone('All pilots have begun', 'crete', 16, 'done', 'Each region has sent the first day of its pilot.')],
};

const network: ExamplePackage = {
  title: 'Informal network and dissemination',
  lead: 'aer',
  people: ['anna'],
  from: 6,
  to: 36,
  state: 'done',
  tasks: [
    task('Invite regions and local authorities to an informal network', 'aer', 6, 20, 'done', { people: ['anna'] }),
    task('Online talks for other regions', 'aer', 21, 34, 'done', { people: ['anna'], partners: ['iom-ro', 'iom-si'] }),
    task('Final event for regions and EU policymakers', 'aer', 35, 36, 'done', { people: ['anna', 'sofia'], partners: ['iom-it'] }),
  ],
  deliverables: [deliverable('Recommendations for EU policy on social inclusion', 'aer', 'R', 36, 'done')],
  milestones: [milestone('The network meets for the first time', 'aer', 20, 'done', 'The list of regions is shared.')],
};

export const includEu: ExamplePlan = {
  author: 'sofia',
  firstDay: '2020-01-01',
  packages: [management, skills, pilots, network],
  risks: [
    {
      title: 'A pilot cannot be copied, because nobody wrote down what it needed',
      lead: 'crete',
      people: ['manos'],
      packages: ['WP3'],
      likelihood: 'medium',
      severity: 'high',
      state: 0,
      mitigation: 'One page for each pilot: what was there before, what it took, whether to scale, adapt or stop.',
    },
    {
      title: 'Regions with little experience are not heard',
      lead: 'aer',
      packages: ['WP2', 'WP4'],
      likelihood: 'medium',
      severity: 'medium',
      state: 'done',
      mitigation: 'Each visit pairs a region with long experience and one that is new to the subject.',
    },
  ],
  links: [
    ['T1.1', 'T2.1', 'SS', 40],
    ['T2.1', 'D2.1', 'FF'],
    ['T2.2', 'T2.3'],
    ['T2.3', 'T2.4'],
    ['T3.1', 'T3.2'],
    ['T3.2', 'T3.3'],
    ['T3.3.1', 'T3.3.2'],
    ['T3.3.2', 'D3.1', 'FF'],
    ['T3.3', 'T4.3'],
    ['T4.1', 'T4.2'],
    ['T4.3', 'D4.1', 'FF'],
  ],
};
