/**
 * Includ-EU, an invented plan: the pilots, and what others take from them. The sources name the partners and the countries of the pilots; they do
 * not say what each pilot did, and neither does this plan.
 */
import { deliverable, type ExamplePackage, milestone, task } from './shape';

export const pilots: ExamplePackage = {
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
        task('Pilot of the Region of Crete', 'crete', 15, 27, 'done', {
          people: ['manos'],
          partners: ['iom-gr'],
          tasks: [
            task('Crete: note what was there before', 'crete', 15, 16, 'done', { people: ['manos'] }),
            task('Crete: try it out', 'crete', 17, 26, 'done', { people: ['manos'], partners: ['iom-gr'] }),
            task('Crete: ask those who took part', 'iom-gr', 26, 27, 'done', { partners: ['crete'] }),
          ],
        }),
        task('Pilot of the Region of Sardinia', 'sardinia', 15, 28, 'done', {
          partners: ['iom-it'],
          tasks: [
            task('Sardinia: note what was there before', 'sardinia', 15, 16, 'done'),
            task('Sardinia: try it out', 'sardinia', 17, 27, 'done', { partners: ['iom-it'] }),
            task('Sardinia: ask those who took part', 'iom-it', 27, 28, 'done', { partners: ['sardinia'] }),
          ],
        }),
        task('Pilot of the Tuscan municipalities', 'tuscany', 16, 29, 'done', {
          partners: ['iom-it'],
          tasks: [
            task('Tuscany: note what was there before', 'tuscany', 16, 17, 'done'),
            task('Tuscany: try it out', 'tuscany', 18, 28, 'done', { partners: ['iom-it'] }),
            task('Tuscany: ask those who took part', 'iom-it', 28, 29, 'done', { partners: ['tuscany'] }),
          ],
        }),
        task('Pilot of Heart of Brabant', 'brabant', 15, 27, 'done', {
          people: ['vera'],
          partners: ['iom-nl'],
          tasks: [
            task('Heart of Brabant: note what was there before', 'brabant', 15, 16, 'done', { people: ['vera'] }),
            task('Heart of Brabant: try it out', 'brabant', 17, 26, 'done', { people: ['vera'], partners: ['iom-nl'] }),
            task('Heart of Brabant: ask those who took part', 'iom-nl', 26, 27, 'done', { partners: ['brabant'] }),
          ],
        }),
        task('Pilot of Catalonia', 'catalonia', 16, 29, 'done', {
          partners: ['iom-es'],
          tasks: [
            task('Catalonia: note what was there before', 'catalonia', 16, 17, 'done'),
            task('Catalonia: try it out', 'catalonia', 18, 28, 'done', { partners: ['iom-es'] }),
            task('Catalonia: ask those who took part', 'iom-es', 28, 29, 'done', { partners: ['catalonia'] }),
          ],
        }),
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
    task('Help each other during the pilots', 'iom-it', 15, 28, 'done', {
      people: ['sofia'],
      partners: ['iom-gr', 'iom-es', 'iom-nl'],
      about: ['Technical assistance from members: one region asks, another that has done it before answers.'],
    }),
  ],
  deliverables: [
    deliverable('Pilot notes', 'crete', 'R', 34, 0, {
      document: 'blank',
      delay: 'Each region has to say in its own words what its pilot was.',
    }),
    deliverable('How the pilots were chosen', 'iom-it', 'R', 14, 'done'),
    deliverable('Results of the pilots in figures', 'brabant', 'OTHER', 32, 'done', { level: 'SEN' }),
  ],
  milestones: [
    milestone('All pilots have begun', 'crete', 16, 'done', 'Each region has sent the first day of its pilot.'),
    milestone('All pilots have ended', 'crete', 29, 'done', 'Each region has sent the last day of its pilot and its figures.'),
  ],
};

export const transfer: ExamplePackage = {
  title: 'Peer review and transfer of knowledge',
  lead: 'tuscany',
  from: 19,
  to: 34,
  state: 'done',
  about: ['Regions look at each other’s pilots while they run; places without a pilot take over what worked.'],
  tasks: [
    task('Agree reviewers and questions', 'tuscany', 19, 20, 'done', { people: ['vera'], partners: ['brabant'] }),
    task('Peer review of the pilots', 'brabant', 21, 25, 'done', {
      people: ['vera'],
      tasks: [
        task('Regions in the south review those in the north', 'sardinia', 21, 23, 'done', { people: ['manos'], partners: ['crete'] }),
        task('Regions in the north review those in the south', 'brabant', 22, 25, 'done', { people: ['vera'], partners: ['catalonia'] }),
      ],
    }),
    task('Take a practice to a new place', 'aer', 26, 33, 'done', {
      tasks: [
        task('A practice goes to Romania', 'iom-ro', 26, 32, 'done', { partners: ['crete', 'sardinia'] }),
        task('A practice goes to Slovenia', 'iom-si', 26, 33, 'done', { partners: ['tuscany', 'brabant'] }),
      ],
    }),
  ],
  deliverables: [deliverable('Notes on transfer: what to know before you copy', 'tuscany', 'R', 34, 'done')],
  milestones: [],
};
