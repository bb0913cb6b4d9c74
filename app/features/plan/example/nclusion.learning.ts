/** @nclusion, an invented plan: what comes before the strategies. Action types and objectives are those of the sources; the rest is an example. */
import { deliverable, type ExamplePackage, milestone, task } from './shape';

const management: ExamplePackage = {
  title: 'Management and coordination',
  lead: 'anel',
  people: ['anna'],
  from: 1,
  to: 36,
  state: 0,
  about: [
    'This plan is an example. The partners did not write it, and its dates, states and risks are invented.',
    'What it is built from: the types of action come from the news of the European Web Site on Integration about the 2020 call for local integration strategies (consultations; trainings, workshops and mutual learning; technical assistance and peer review; transfer of knowledge; awareness-raising; tools and platforms), from the text of the 2018 call, and from the news of Housing Europe about it (the areas: strategies, one-stop shops, education, housing, basic services, work, participation, exchanges with the host society). The objectives, the six countries, the beginning on 1 April 2024 and the kick-off in Nicosia come from the page “@NCLUSION - AMIF” of Alzira On Europe.',
  ],
  tasks: [
    task('Set up the partnership', 'anel', 1, 3, 'done', {
      people: ['anna'],
      tasks: [
        task('Hold the kick-off meeting in Nicosia', 'anel', 2, 2, 'done', {
          people: ['anna', 'ornek'],
          partners: ['csi', 'alzira'],
          done: ['Send the agenda', 'Book interpreters', 'Write the minutes', 'Share the minutes with all partners'],
        }),
        task('Agree how personal data of participants are protected', 'csi', 2, 3, 'done', { people: ['ornek'] }),
      ],
    }),
    task('Meet as a steering group', 'anel', 9, 35, 70, {
      people: ['anna'],
      tasks: [
        task('Steering meeting in Berlin', 'nest', 9, 9, 'done', { people: ['berta'] }),
        task('Steering meeting in Palermo', 'cesie', 18, 18, 'done', { people: ['ezio'] }),
        task('Steering meeting in Wrocław', 'wroclaw', 27, 27, 'done', { people: ['pawel'] }),
        task('Steering meeting in Alzira', 'alzira', '2027-02-11', '2027-02-12', 'todo', {
          people: ['elena'],
          done: ['Agree the week'],
          open: ['Send the agenda', 'Book interpreters'],
        }),
      ],
    }),
    task('Check quality and evaluate', 'symplexis', 4, 36, 60, {
      people: ['petros'],
      tasks: [
        task('Agree indicators and how they are counted', 'symplexis', 4, 6, 'done', { people: ['petros'] }),
        task('Evaluate the first half', 'symplexis', 17, 19, 'done', { people: ['petros'], partners: ['anci'] }),
        task('Evaluate the whole project', 'symplexis', 33, 36, 'todo', { people: ['petros'], partners: ['anci'] }),
      ],
    }),
    task('Collect figures and texts for the final report', 'anel', 33, 36, 'todo', {
      people: ['anna'],
      open: ['Ask each partner for figures', 'Compare them with the indicators', 'Write the summary'],
    }),
  ],
  deliverables: [
    deliverable('Management and quality plan', 'anel', 'R', 3, 'done', { level: 'SEN' }),
    deliverable('Data management plan', 'csi', 'DMP', 6, 'done', { level: 'SEN' }),
    deliverable('Report on the first half', 'symplexis', 'R', 19, 'done', { level: 'SEN' }),
    deliverable('Final evaluation report', 'symplexis', 'R', 36, 'todo'),
  ],
  milestones: [
    milestone('Kick-off meeting held', 'anel', 2, 'done', 'The minutes are shared with all partners.', { proof: 'minutes' }),
    milestone('First half evaluated', 'symplexis', 20, 'done', 'The steering group has discussed the report.'),
  ],
};

const needs: ExamplePackage = {
  title: 'Needs, services and practices in six countries',
  lead: 'symplexis',
  people: ['petros'],
  from: 2,
  to: 12,
  state: 'done',
  about: ['What LGBTQI+ migrants need, what there is already, and which practices were good and bad.'],
  tasks: [
    task('Agree questions and method', 'csi', 2, 4, 'done', { people: ['ornek', 'petros'] }),
    task('Ask about needs in six places', 'symplexis', 5, 9, 'done', {
      people: ['petros'],
      tasks: [
        task('Interviews in Nicosia', 'csi', 5, 8, 'done', { people: ['ornek'], partners: ['anel'] }),
        task('Interviews in Berlin', 'nest', 5, 8, 'done', { people: ['berta'] }),
        task('Interviews in Athens', 'forum', 5, 8, 'done', { people: ['petros'], partners: ['symplexis'] }),
        task('Interviews in Palermo', 'cesie', 5, 9, 'done', { people: ['ezio'] }),
        task('Interviews in Wrocław', 'ukraina', 6, 9, 'done', { partners: ['wroclaw'] }),
        task('Interviews in Alzira', 'alzira', 6, 9, 'done', { people: ['elena'] }),
      ],
    }),
    task('Map services and actors, one sheet for each place', 'anci', 5, 9, 'done', { partners: ['wroclaw', 'alzira', 'anel'] }),
    task('Collect good and bad practices of local authorities', 'wroclaw', 6, 10, 'done', { people: ['pawel'], partners: ['anci'] }),
    task('Write down what six places have in common', 'symplexis', 10, 12, 'done', { people: ['petros', 'berta'] }),
  ],
  deliverables: [
    deliverable('Collection of good and bad practices', 'wroclaw', 'OTHER', 10, 'done'),
    deliverable('Joint report on needs and services', 'symplexis', 'R', 12, 'done'),
  ],
  milestones: [
    milestone('Needs are known in all six places', 'symplexis', 12, 'done', 'The steering group has accepted the joint report.'),
  ],
};

const learning: ExamplePackage = {
  title: 'Trainings, workshops and mutual learning',
  lead: 'cesie',
  people: ['ezio'],
  from: 13,
  to: 31,
  state: 0,
  about: ['For local policymakers and staff, for migrants’ organisations and for LGBTQI+ organisations.'],
  tasks: [
    task('Write the training programme', 'cesie', 13, 15, 'done', {
      people: ['ezio'],
      partners: ['nest', 'csi'],
      done: ['Learning goals', 'Exercises', 'Form for feedback'],
    }),
    task('Train staff of local authorities', 'anci', 16, 19, 'done', {
      people: ['ezio', 'pawel'],
      partners: ['wroclaw', 'alzira', 'anel'],
    }),
    task('Workshops for migrants’ organisations', 'forum', 17, 24, 'done', { partners: ['ukraina', 'symplexis'] }),
    task('Workshops for LGBTQI+ organisations', 'nest', 17, 24, 'done', { people: ['berta'], partners: ['csi', 'cesie'] }),
    task('Joint workshops of both kinds of organisations', 'symplexis', 25, 29, 'done', {
      people: ['petros', 'berta'],
      partners: ['forum', 'nest'],
    }),
    task('Learn from each other on visits', 'wroclaw', 22, 31, 80, {
      people: ['pawel'],
      tasks: [
        task('Visit to Wrocław: language and education', 'wroclaw', 22, 22, 'done', { people: ['pawel'] }),
        task('Visit to Athens: information and advice in one place', 'symplexis', 26, 26, 'done', { people: ['petros'] }),
        task('Visit to Berlin: health services', 'nest', '2026-10-21', '2026-10-23', 70, {
          people: ['berta'],
          done: ['Visit held', 'Notes collected'],
          open: ['Summary shared with all partners'],
        }),
      ],
    }),
  ],
  deliverables: [
    deliverable('Training programme and materials', 'cesie', 'OTHER', 15, 'done'),
    deliverable('Report on trainings and workshops', 'cesie', 'R', 30, 'review', {
      delay: 'The figures of the last joint workshop came in October. The text is with two readers.',
    }),
  ],
  milestones: [
    milestone(
      'Staff of all local authorities trained',
      'anci',
      19,
      'done',
      'Each place has sent its count of participants and the feedback.',
    ),
  ],
};

const tools: ExamplePackage = {
  title: 'Tools and information',
  lead: 'csi',
  people: ['ornek'],
  from: 13,
  to: 34,
  state: 0,
  about: [
    'Intersectional tools for local authorities, LGBTQI+ organisations and migrants’ organisations; and information for LGBTQI+ migrants about practices in the host country.',
  ],
  tasks: [
    task('Toolbox for local authorities', 'csi', 13, 24, 'done', { people: ['ornek', 'anna'], partners: ['anci', 'wroclaw'] }),
    task('Toolbox for organisations', 'nest', 13, 24, 'done', { people: ['berta'], partners: ['forum', 'ukraina'] }),
    task('Test the tools in six places', 'ukraina', 25, 31, 85, {
      people: ['ornek'],
      partners: ['csi', 'nest', 'symplexis', 'cesie', 'alzira'],
      done: ['Nicosia', 'Berlin', 'Athens', 'Palermo', 'Alzira'],
      open: ['Wrocław'],
    }),
    task('Translate the tools', 'nest', 29, 33, 35, {
      people: ['berta', 'petros', 'elena', 'ezio', 'ornek'],
      done: ['German', 'Greek'],
      open: ['Italian', 'Polish', 'Spanish', 'Turkish'],
    }),
    task('Information for LGBTQI+ migrants', 'forum', 20, 33, 60, {
      people: ['petros'],
      tasks: [
        task('Write the texts in plain language', 'forum', 20, 26, 'done', { people: ['petros'], partners: ['csi'] }),
        task('Check the texts with readers', 'forum', 27, 30, 'done', { partners: ['ukraina', 'nest'] }),
        task('Publish the texts in the languages of readers', 'csi', 31, 33, 'blocked', {
          people: ['ornek'],
          about: ['Waits for somebody who checks the Arabic and the Ukrainian version.'],
        }),
      ],
    }),
    task('Build a platform for tools and practices', 'alzira', 18, 34, 75, {
      people: ['elena'],
      partners: ['csi'],
      done: ['First version', 'Practice cards moved', 'Tools of the test moved'],
      open: ['Check that it is accessible', 'Open to the public'],
    }),
  ],
  deliverables: [
    deliverable('Toolbox for local authorities', 'csi', 'OTHER', 24, 'done'),
    deliverable('Toolbox for organisations', 'nest', 'OTHER', 24, 'done'),
    deliverable('Information for LGBTQI+ migrants', 'forum', 'OTHER', 33, 'todo'),
    deliverable('Platform open to the public', 'alzira', 'DEC', 34, 0),
  ],
  milestones: [milestone('Tools tested in all six places', 'ukraina', 31, 'todo', 'Each place has sent the form with its answers.')],
};

export const learningPackages = [management, needs, learning, tools];
