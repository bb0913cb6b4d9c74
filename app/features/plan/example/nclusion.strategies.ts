/** @nclusion, an invented plan: consultations, the strategies, and what follows from them. */
import { deliverable, type ExamplePackage, milestone, task } from './shape';

const consultations: ExamplePackage = {
  title: 'Consultations in six places',
  lead: 'alzira',
  people: ['elena'],
  from: 20,
  to: 35,
  state: 0,
  about: ['Two rounds: first about problems and what matters most, then about the drafts. Whoever took part hears what became of it.'],
  tasks: [
    task('Plan questions, safety and consent', 'alzira', 20, 22, 'done', {
      people: ['elena', 'anna'],
      done: ['Questions', 'Rules for a safe room', 'Form of consent in plain language', 'Whom to call when somebody needs help'],
    }),
    task('First round: problems and priorities', 'alzira', 23, 28, 'done', {
      people: ['elena'],
      tasks: [
        task('Consult newcomers in Nicosia on housing', 'anel', 23, 26, 'done', { people: ['anna', 'ornek'], partners: ['csi'] }),
        task('Consult organisations in Berlin on health services', 'nest', 23, 27, 'done', { people: ['berta'] }),
        task('Consult newcomers in Athens on advice in one place', 'symplexis', 24, 27, 'done', {
          people: ['petros'],
          partners: ['forum'],
        }),
        task('Consult employers and newcomers in Palermo on work', 'cesie', 24, 28, 'done', { people: ['ezio'], partners: ['anci'] }),
        task('Consult schools and families in Wrocław on language', 'wroclaw', 25, 28, 'done', {
          people: ['pawel'],
          partners: ['ukraina'],
        }),
        task('Consult residents and newcomers in Alzira on taking part', 'alzira', 23, 28, 'done', { people: ['elena'] }),
      ],
    }),
    task('Write down what was heard, by theme', 'symplexis', 29, 30, 'done', { people: ['petros', 'elena'] }),
    task('Second round: open days on the drafts', 'alzira', 34, 34, 'todo', {
      people: ['elena'],
      partners: ['anel', 'nest', 'symplexis', 'cesie', 'wroclaw'],
      open: ['Drafts in plain language', 'Rooms and interpreters', 'Invitations'],
    }),
    task('Tell participants what became of what they said', 'forum', 35, 35, 'todo', { people: ['petros'], partners: ['alzira'] }),
  ],
  deliverables: [
    deliverable('Guide to safe consultations', 'alzira', 'R', 22, 'done'),
    deliverable('What was heard in the first round', 'symplexis', 'R', 31, 'review', {
      delay: 'Two places asked for a second reading of quotes, to be sure that nobody can be recognised.',
    }),
    deliverable('What was heard about the drafts', 'alzira', 'R', 35, 'todo'),
  ],
  milestones: [
    milestone(
      'First round held in all six places',
      'alzira',
      28,
      'done',
      'Six summaries with counts of participants are in the workspace.',
    ),
  ],
};

const strategies: ExamplePackage = {
  title: 'Local integration strategies',
  lead: 'nest',
  people: ['berta', 'anna'],
  from: 24,
  to: 36,
  state: 0,
  about: ['Six strategies that are drafted with help from other members, read by peers, and handed to those who decide.'],
  tasks: [
    task('Agree the outline of a strategy', 'anel', 24, 26, 'done', { people: ['anna', 'berta'] }),
    task('Draft six strategies', 'nest', 31, 33, 50, {
      people: ['berta'],
      tasks: [
        task('Draft the strategy for Nicosia', 'anel', 31, 33, 70, {
          people: ['anna', 'ornek'],
          partners: ['csi'],
          done: ['Our place and people', 'What we heard', 'Vision'],
          open: ['Measures with owner and cost', 'Indicators'],
        }),
        task('Draft the strategy for Berlin', 'nest', 31, 33, 60, { people: ['berta'] }),
        task('Draft the strategy for Athens', 'symplexis', 31, 33, 55, { people: ['petros'], partners: ['forum'] }),
        task('Draft the strategy for Palermo', 'cesie', 31, 33, 40, { people: ['ezio'], partners: ['anci'] }),
        task('Draft the strategy for Wrocław', 'wroclaw', 31, 33, 25, { people: ['pawel'], partners: ['ukraina'] }),
        task('Draft the strategy for Alzira', 'alzira', 31, 33, 50, { people: ['elena'] }),
      ],
    }),
    task('Help each other while drafting', 'anel', 32, 34, 30, {
      people: ['anna', 'berta', 'pawel'],
      about: ['Technical assistance from members: one place asks, another that has done it before answers.'],
      done: ['Berlin helps Nicosia with indicators'],
      open: ['Wrocław helps Alzira with language courses', 'Athens helps Palermo with advice in one place'],
    }),
    task('Check the drafts for women, children and minorities', 'csi', 33, 34, 'todo', { people: ['ornek'], partners: ['nest'] }),
    task('Peer review', 'wroclaw', 33, 35, 'todo', {
      people: ['pawel', 'berta', 'ezio'],
      tasks: [
        task('Agree reviewers and questions', 'wroclaw', '2026-12-07', '2026-12-18', 'todo', { people: ['pawel', 'berta'] }),
        task('Read and visit: two reviewers for each draft', 'wroclaw', 35, 35, 'todo', {
          people: ['berta', 'ezio'],
          partners: ['anel', 'nest', 'symplexis', 'cesie', 'alzira'],
        }),
      ],
    }),
    task('Answer the recommendations and finish the strategies', 'nest', 36, 36, 'todo', {
      people: ['berta', 'anna'],
      partners: ['anel', 'symplexis', 'cesie', 'wroclaw', 'alzira'],
    }),
  ],
  deliverables: [
    deliverable('Outline of a local strategy', 'anel', 'R', 26, 'done'),
    deliverable('Six draft strategies', 'nest', 'R', 33, 0, { level: 'SEN', document: 'strategy' }),
    deliverable('Report on the peer review', 'wroclaw', 'R', 35, 'todo'),
    deliverable('Six local integration strategies', 'nest', 'R', 36, 'todo'),
  ],
  milestones: [
    milestone('Drafts go to peer review', 'nest', '2027-01-29', 'todo', 'All six drafts are shared with their reviewers.'),
    milestone('Strategies handed to the six places', 'anel', 36, 'todo', 'Each place has confirmed that it has received its strategy.'),
  ],
};

const transfer: ExamplePackage = {
  title: 'Transfer of knowledge and first local measures',
  lead: 'anci',
  people: ['ezio'],
  from: 22,
  to: 35,
  state: 0,
  about: ['Practices that worked in one place are tried in another, with help from the place that they come from.'],
  tasks: [
    task('Choose practices that are worth copying', 'anci', 22, 25, 'done', { people: ['ezio'], partners: ['wroclaw'] }),
    task('Try a practice of another place', 'anci', 26, 34, 60, {
      people: ['ezio'],
      tasks: [
        task('Advice in one place: from Athens to Palermo', 'cesie', 26, 33, 65, { people: ['ezio', 'petros'], partners: ['symplexis'] }),
        task('Language course with child care: from Wrocław to Alzira', 'alzira', 26, 34, 45, {
          people: ['elena'],
          partners: ['wroclaw', 'ukraina'],
        }),
        task('Mentors from the host society: from Berlin to Nicosia', 'anel', 27, 31, 90, {
          people: ['anna', 'berta'],
          partners: ['nest'],
        }),
      ],
    }),
    task('Exchange between residents and newcomers in Athens', 'forum', 28, 32, 80, { people: ['petros'] }),
    task('Evaluate the first phase of each measure', 'anci', 35, 35, 'todo', { people: ['ezio'], partners: ['symplexis'] }),
  ],
  deliverables: [deliverable('Notes on transfer: what to know before you copy', 'anci', 'R', 35, 'todo')],
  milestones: [milestone('First practice runs in another place', 'anci', 28, 'done', 'Both places have signed the note on transfer.')],
};

const awareness: ExamplePackage = {
  title: 'Awareness-raising and dissemination',
  lead: 'forum',
  people: ['petros'],
  from: 1,
  to: 36,
  state: 0,
  about: [
    'Events and stories for the host society, for migrants and for LGBTQI+ organisations; know-how for places beyond the partnership.',
  ],
  tasks: [
    task('Plan communication and dissemination', 'forum', 1, 4, 'done', { people: ['petros'] }),
    task('Awareness events in six places', 'forum', 12, 34, 65, {
      partners: ['ukraina', 'cesie', 'csi', 'nest', 'alzira'],
      done: ['Athens', 'Berlin', 'Palermo', 'Alzira'],
      open: ['Nicosia', 'Wrocław'],
    }),
    task('Collect success stories, with consent', 'ukraina', 16, 32, 70, {
      people: ['ornek'],
      partners: ['forum', 'nest'],
      done: ['Form of consent', 'Nine stories recorded'],
      open: ['Read again with those who told them', 'Publish on the platform'],
    }),
    task('Visit of reporters to the language course', 'ukraina', 30, 30, 'cancelled', {
      about: ['Given up: participants did not want to be filmed.'],
    }),
    task('Write the policy brief', 'symplexis', 35, 36, 'todo', { people: ['petros', 'anna'] }),
    task('Prepare the final conference in Nicosia', 'anel', '2026-11-16', '2027-03-18', 15, {
      people: ['anna', 'ornek'],
      done: ['Book the hall'],
      open: ['Invite other cities', 'Find interpreters', 'Print the programme'],
      manual: true,
    }),
  ],
  deliverables: [
    deliverable('Plan for communication and dissemination', 'forum', 'R', 4, 'done'),
    deliverable('Policy brief', 'symplexis', 'R', 36, 'todo'),
  ],
  milestones: [
    milestone('Final conference held', 'anel', '2027-03-18', 'todo', 'The programme and the count of participants are in the workspace.'),
  ],
};

export const strategyPackages = [consultations, strategies, transfer, awareness];
