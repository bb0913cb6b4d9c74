/** Includ-EU, an invented plan: management, what authorities learn, and whom they ask. Objectives and partners are those of the sources. */
import { deliverable, type ExamplePackage, milestone, task } from './shape';

export const management: ExamplePackage = {
  title: 'Management and coordination',
  lead: 'iom-it',
  people: ['sofia'],
  from: 1,
  to: 36,
  state: 'done',
  about: [
    'This plan is an example. The partners did not write it, and its dates and states are invented.',
    'What it is built from: the objectives, the pilots in Greece, Italy, the Netherlands and Spain, their evaluation and the informal network come from the page of the Regional Observatory for Social Inclusion of the Region of Crete. The pages give the months of the beginning and the end and no days, so this plan counts from 1 January 2020. The types of action are those of the 2020 call for local integration strategies, in the news of the European Web Site on Integration.',
  ],
  tasks: [
    task('Set up the partnership', 'iom-it', 1, 3, 'done', {
      people: ['sofia'],
      tasks: [
        task('Hold the first meeting', 'iom-it', 1, 1, 'done', {
          people: ['sofia', 'manos', 'vera'],
          done: ['Send the agenda', 'Write the minutes', 'Share the minutes with all partners'],
        }),
        task('Agree how decisions are made', 'iom-it', 2, 3, 'done', { people: ['sofia'], partners: ['aer'] }),
        task('Agree how personal data of participants are protected', 'iom-nl', 2, 3, 'done', { partners: ['iom-it'] }),
      ],
    }),
    task('Meet as a steering group, twice a year', 'iom-it', 4, 36, 'done', {
      people: ['sofia'],
      partners: ['aer', 'crete', 'brabant'],
      tasks: [
        task('First steering meeting, online', 'iom-it', 4, 4, 'done', { people: ['sofia'] }),
        task('Second steering meeting, online', 'iom-it', 10, 10, 'done', { people: ['sofia'] }),
        task('Steering meeting in Crete', 'crete', 16, 16, 'done', { people: ['manos'] }),
        task('Steering meeting in Heart of Brabant', 'brabant', 22, 22, 'done', { people: ['vera'] }),
        task('Steering meeting in Catalonia', 'catalonia', 29, 29, 'done', { partners: ['iom-es'] }),
        task('Last steering meeting, in Italy', 'iom-it', 36, 36, 'done', { people: ['sofia'], partners: ['sardinia', 'tuscany'] }),
      ],
    }),
    task('Check quality and evaluate', 'iom-it', 3, 36, 'done', {
      people: ['sofia'],
      tasks: [
        task('Agree indicators and how they are counted', 'iom-it', 3, 5, 'done', { people: ['sofia'], partners: ['brabant'] }),
        task('Evaluate the first half', 'iom-nl', 18, 20, 'done', { partners: ['iom-it'] }),
        task('Evaluate the whole project', 'iom-nl', 33, 36, 'done', { partners: ['iom-it', 'aer'] }),
      ],
    }),
    task('Collect figures and texts for the final report', 'iom-it', 34, 36, 'done', {
      people: ['sofia'],
      done: ['Ask each partner for figures', 'Compare them with the indicators', 'Write the summary'],
    }),
  ],
  deliverables: [
    deliverable('Plan for quality and evaluation', 'iom-it', 'R', 3, 'done', { level: 'SEN' }),
    deliverable('Data management plan', 'iom-nl', 'DMP', 6, 'done', { level: 'SEN' }),
    deliverable('Report on the first half', 'iom-nl', 'R', 20, 'done', { level: 'SEN' }),
    deliverable('Final evaluation report', 'iom-nl', 'R', 36, 'done'),
  ],
  milestones: [
    milestone('Partnership begins', 'iom-it', 1, 'done', 'The minutes of the first meeting are shared.'),
    milestone('First half evaluated', 'iom-nl', 22, 'done', 'The steering group has discussed the report.'),
  ],
};

export const skills: ExamplePackage = {
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
      tasks: [
        task('Practices from Greece', 'iom-gr', 3, 7, 'done', { people: ['manos'], partners: ['crete'] }),
        task('Practices from Spain', 'iom-es', 3, 7, 'done', { partners: ['catalonia'] }),
        task('Practices from Italy', 'iom-it', 3, 7, 'done', { people: ['sofia'], partners: ['sardinia', 'tuscany'] }),
        task('Practices from the Netherlands', 'iom-nl', 3, 7, 'done', { people: ['vera'], partners: ['brabant'] }),
        task('Practices from Romania', 'iom-ro', 4, 7, 'done'),
        task('Practices from Slovenia', 'iom-si', 4, 7, 'done'),
        task('Compare the practices of six countries', 'iom-gr', 8, 8, 'done', { people: ['manos'], partners: ['aer'] }),
      ],
    }),
    task('Ask authorities what they want to learn', 'aer', 5, 8, 'done', { partners: ['tuscany', 'catalonia'] }),
    task('Trainings for staff of authorities', 'iom-es', 9, 14, 'done', {
      partners: ['catalonia', 'sardinia', 'crete'],
      tasks: [
        task('Write the training programme', 'iom-es', 9, 10, 'done', {
          partners: ['iom-gr', 'aer'],
          done: ['Learning goals', 'Exercises', 'Form for feedback'],
        }),
        task('Training in Catalonia', 'catalonia', 11, 12, 'done', { partners: ['iom-es'] }),
        task('Training in Sardinia', 'sardinia', 11, 13, 'done', { partners: ['iom-it'] }),
        task('Training in Crete', 'crete', 12, 13, 'done', { people: ['manos'], partners: ['iom-gr'] }),
        task('Training in Tuscany', 'tuscany', 12, 14, 'done', { partners: ['iom-it'] }),
        task('Training in Heart of Brabant', 'brabant', 13, 14, 'done', { people: ['vera'], partners: ['iom-nl'] }),
      ],
    }),
    task('Visits of regions to each other', 'brabant', 15, 18, 'done', {
      people: ['vera'],
      partners: ['crete', 'tuscany'],
      tasks: [
        task('Visit to Heart of Brabant', 'brabant', 15, 15, 'done', { people: ['vera'] }),
        task('Visit to Crete', 'crete', 16, 16, 'done', { people: ['manos'] }),
        task('Visit to Catalonia', 'catalonia', 17, 17, 'done', { partners: ['iom-ro'] }),
        task('Visit to Tuscany', 'tuscany', 18, 18, 'done', { partners: ['iom-si'] }),
      ],
    }),
  ],
  deliverables: [
    deliverable('Collection of practices', 'iom-gr', 'R', 8, 'done'),
    deliverable('What authorities want to learn', 'aer', 'R', 8, 'done', { level: 'SEN' }),
    deliverable('Training programme and materials', 'iom-es', 'OTHER', 10, 'done'),
    deliverable('Notes on the visits', 'brabant', 'R', 18, 'done'),
  ],
  milestones: [
    milestone(
      'Staff of all five regions trained',
      'iom-es',
      14,
      'done',
      'Each region has sent its count of participants and the feedback.',
    ),
  ],
};

export const consultations: ExamplePackage = {
  title: 'Consultations with newcomers and local organisations',
  lead: 'catalonia',
  from: 6,
  to: 30,
  state: 'done',
  about: ['What newcomers and those who work with them say before the pilots are chosen. Whoever took part hears what became of it.'],
  tasks: [
    task('Plan questions, safety and consent', 'catalonia', 6, 8, 'done', {
      partners: ['iom-es', 'iom-it'],
      done: ['Questions', 'Rules for a safe room', 'Form of consent in plain language'],
    }),
    task('Consult in the four countries of the pilots', 'catalonia', 9, 11, 'done', {
      tasks: [
        task('Consult newcomers and organisations in Greece', 'crete', 9, 11, 'done', { people: ['manos'], partners: ['iom-gr'] }),
        task('Consult newcomers and organisations in Spain', 'catalonia', 9, 10, 'done', { partners: ['iom-es'] }),
        task('Consult newcomers and organisations in Italy', 'tuscany', 9, 11, 'done', { partners: ['sardinia', 'iom-it'] }),
        task('Consult newcomers and organisations in the Netherlands', 'brabant', 10, 11, 'done', {
          people: ['vera'],
          partners: ['iom-nl'],
        }),
      ],
    }),
    task('Write down what was heard, by theme', 'iom-es', 12, 12, 'done', { partners: ['catalonia'] }),
    task('Tell participants what became of what they said', 'catalonia', 30, 30, 'done', {
      partners: ['crete', 'sardinia', 'tuscany', 'brabant'],
    }),
  ],
  deliverables: [deliverable('What was heard in four countries', 'iom-es', 'R', 12, 'done')],
  milestones: [
    milestone(
      'Consultations held in all four countries',
      'catalonia',
      11,
      'done',
      'Four summaries with counts of participants are shared.',
    ),
  ],
};
