import type { TemplateTexts } from './texts';

export const en: TemplateTexts = {
  strategy: [
    {
      title: 'Summary in plain language',
      guidance: 'Say in one page what will change, for whom and by when; write it last, translate it first.',
      tables: [{ header: ['Key number', 'Value', 'Year'] }],
    },
    {
      title: 'Mandate and scope',
      guidance: 'State who asked for this strategy, which territory and years it covers, and what it leaves out on purpose.',
      tables: [{ header: ['', 'In this strategy'], rows: ['Mandate', 'Area', 'Period', 'Left out on purpose'] }],
    },
    {
      title: 'Our place and people',
      guidance: 'Describe residents and newcomers with dated public figures; publish no cell small enough to point at a person.',
      tables: [{ header: ['Figure', 'Value', 'Year', 'Source'] }],
    },
    {
      title: 'What we heard',
      guidance: 'Summarise consultations by theme, say who was missing, and quote only with consent.',
      tables: [{ header: ['Date', 'Format', 'Number of participants', 'Issues raised'] }],
    },
    {
      title: 'What already exists',
      guidance: 'Map services, gaps and waiting times; mark what works and what did not.',
      tables: [{ header: ['Service', 'Provider', 'Languages', 'Who has access', 'Gap'] }],
    },
    {
      title: 'Vision and principles',
      guidance: 'Write a vision residents would recognise; name equality, participation, do-no-harm and the two-way process.',
    },
    {
      title: 'Goals by theme',
      guidance: 'For each theme give one goal, the change expected and why it comes first. Leave out themes that do not apply here.',
      tables: [
        {
          header: ['Theme', 'Goal', 'Expected change', 'Why first'],
          rows: [
            'Strategies and policies',
            'One-stop shops and integration centres',
            'Education and training',
            'Housing',
            'Basic services, health included',
            'Labour market',
            'Active participation and social inclusion',
            'Exchange between newcomers and residents',
          ],
        },
      ],
    },
    {
      title: 'Measures and action plan',
      guidance: 'Give every measure an owner, partners, start, end, cost, source of money and first step.',
      tables: [{ header: ['Measure', 'Goal', 'Owner', 'Partners', 'Start and end', 'Cost and source (EUR)', 'First step', 'Status'] }],
    },
    {
      title: 'Equity and intersectionality',
      guidance: 'Check each measure for women, children, minorities and LGBTQI+ migrants; say what will be different for them.',
      tables: [
        {
          header: ['Group', 'What stands in the way', 'What will be different', 'Measures'],
          rows: ['Migrant women', 'Children and young people', 'Religious and ethnic minorities', 'LGBTQI+ migrants'],
        },
      ],
    },
    {
      title: 'Governance and coordination',
      guidance: 'Show who decides, who advises, how migrant-led groups share power and how levels of government connect.',
      tables: [
        { header: ['Body', 'Members', 'Meets how often'] },
        { header: ['Task', 'Responsible', 'Accountable', 'Consulted', 'Informed'] },
      ],
    },
    {
      title: 'Resources and capacity',
      guidance: 'List staff, training, interpreters, volunteers and budget, secured and missing.',
      tables: [{ header: ['Year', 'Source', 'Secured (EUR)', 'Missing (EUR)'] }],
    },
    {
      title: 'Monitoring, evaluation and learning',
      guidance: 'Choose few indicators with baseline, target, source and date; say who looks at them and when plans change.',
      tables: [{ header: ['Indicator', 'Baseline (date)', 'Target (date)', 'Source', 'Who reviews it'] }],
    },
    {
      title: 'Risks and safeguarding',
      guidance: 'Name risks to people first, then to the plan, with owner and response; include the complaints route.',
      tables: [{ header: ['Risk', 'For whom', 'Response', 'Owner'] }],
    },
    {
      title: 'Communication, transfer and next steps',
      guidance: 'Say how results return to those consulted, what other places may reuse, and the next review date.',
      tables: [{ header: ['Message', 'Audience', 'Channel', 'Date'] }, { header: ['Adopted by', 'Decision', 'Date'] }],
    },
    {
      title: 'Appendices',
      guidance: 'Keep what supports the text here, so that the strategy itself stays short.',
      list: {
        kind: 'bullets',
        items: [
          'Glossary',
          'Sources',
          'Summary of participation',
          'Peer review report and our response',
          'History of versions and approvals',
        ],
      },
    },
  ],
  minutes: [
    {
      title: 'Meeting',
      guidance: 'Name organisations and how many people each sent; write personal names only with their agreement.',
      tables: [
        { header: ['', 'Details'], rows: ['Date and time', 'Place or link', 'Chair', 'Minutes written by', 'Organisations present'] },
      ],
    },
    {
      title: 'Agenda',
      guidance: 'List the points as they were announced, and what was added at the start.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'Discussion', guidance: 'Give each point two or three sentences: the question, the views, the outcome.' },
    {
      title: 'Decisions',
      guidance: 'Write each decision as one sentence that stands alone.',
      tables: [{ header: ['No.', 'Decision', 'Agreed by'] }],
    },
    {
      title: 'Actions',
      guidance: 'Every action has one responsible organisation and a date.',
      tables: [{ header: ['Action', 'Responsible', 'By when'] }],
    },
    { title: 'Next meeting', guidance: 'Date, time with time zone, place, and who prepares it.' },
  ],
  workshop: [
    {
      title: 'The workshop',
      guidance: 'Choose a neutral name for event and place: nobody should be exposed by having been there.',
      tables: [
        {
          header: ['', 'Details'],
          rows: ['Date and time', 'Place', 'Format', 'Facilitated by', 'Languages and interpretation', 'Question we asked'],
        },
      ],
    },
    {
      title: 'Who took part',
      guidance: 'Write counts only, never names, and no group smaller than five. Say who was invited and could not come.',
      tables: [{ header: ['Group', 'Number'] }],
    },
    {
      title: 'What was said',
      guidance: 'Group contributions by theme and paraphrase; quote only with consent and without details that point at a person.',
      tables: [{ header: ['Theme', 'What we heard', 'Section of the strategy'] }],
    },
    {
      title: 'What matters most',
      guidance: 'The priorities in the order in which participants put them, and how they were chosen.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'What was difficult', guidance: 'Disagreements, open questions, and what the format did not allow.' },
    {
      title: 'What happens next',
      guidance: 'Say who does what by when, and how and when participants hear what became of their words.',
      list: { kind: 'tasks', items: ['', ''] },
    },
  ],
};
