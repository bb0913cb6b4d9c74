/** Includ-EU, an invented plan: the informal network, the tools, and what is said to those who make policy. */
import { deliverable, type ExamplePackage, milestone, task } from './shape';

export const network: ExamplePackage = {
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
    task('Plan communication and dissemination', 'aer', 6, 8, 'done', { people: ['anna'] }),
    task('Awareness events in five regions', 'sardinia', 12, 34, 'done', {
      partners: ['crete', 'tuscany', 'brabant', 'catalonia'],
      done: ['Crete', 'Sardinia', 'Tuscany', 'Heart of Brabant', 'Catalonia'],
    }),
    task('Collect success stories, with consent', 'iom-gr', 18, 32, 'done', {
      partners: ['iom-it', 'iom-es', 'iom-nl'],
      done: ['Form of consent', 'Record the stories', 'Read again with those who told them'],
    }),
  ],
  deliverables: [
    deliverable('Recommendations for EU policy on social inclusion', 'aer', 'R', 36, 'done'),
    deliverable('Plan for communication and dissemination', 'aer', 'R', 8, 'done'),
  ],
  milestones: [
    milestone('The network meets for the first time', 'aer', 20, 'done', 'The list of regions is shared.'),
    milestone('Final event held', 'aer', 36, 'done', 'The programme and the count of participants are shared.'),
  ],
};

export const tools: ExamplePackage = {
  title: 'Tools and policy recommendations',
  lead: 'iom-nl',
  from: 15,
  to: 36,
  state: 'done',
  about: ['What was learned, in a form that other authorities and those who make policy can use.'],
  tasks: [
    task('Toolbox for local and regional authorities', 'iom-nl', 15, 24, 'done', { partners: ['iom-es', 'brabant'] }),
    task('Put practices and tools on an open platform', 'iom-nl', 25, 32, 'done', {
      partners: ['aer'],
      done: ['First version', 'Practices moved', 'Check that it is accessible'],
    }),
    task('Round tables of regions with national authorities', 'catalonia', 30, 33, 'done', { partners: ['crete', 'sardinia'] }),
    task('Draft the recommendations', 'aer', 34, 35, 'done', { people: ['anna'], partners: ['iom-it'] }),
  ],
  deliverables: [
    deliverable('Toolbox', 'iom-nl', 'OTHER', 24, 'done'),
    deliverable('Platform open to the public', 'iom-nl', 'DEC', 32, 'done'),
  ],
  milestones: [],
};
