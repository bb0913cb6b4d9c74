/** Notes on the pilots of Includ-EU, from the page of the Regional Observatory for Social Inclusion of the Region of Crete. */
import type { RichNode } from '../rich-text';
import { listOf, paragraph, table } from '../templates/templates';
import { p } from './texts';

const SOURCE = p('Source: Region of Crete, Regional Observatory for Social Inclusion, page on the project Includ-EU.');
const heading = (text: string): RichNode => ({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] });
const guidance = (text: string): RichNode => ({ type: 'guidance', attrs: { text } });

export const pilotNotesTitle = 'Pilot notes';

export const pilotNotes: RichNode = {
  type: 'doc',
  content: [
    heading('What the project set out to do'),
    p(
      'Includ-EU brings together local and regional authorities from Greece, Italy, the Netherlands, Romania, Slovenia and Spain. It lasts 36 months and is implemented by the International Organization for Migration (IOM). Its specific objectives:',
    ),
    listOf('numbered', [
      'Improve the knowledge and skills of local and regional authorities, to facilitate the integration of third-country immigrants',
      'Implement and evaluate pilot projects that promote the integration of third-country migrants at regional and local level in Greece, Spain, Italy and the Netherlands',
      'Define an informal network of regions and local authorities with different levels of expertise',
    ]),
    SOURCE,
    heading('Where the pilots are'),
    p('Pilots run in four of the six countries. The page names these partner bodies in them; it does not say what each pilot does.'),
    guidance(
      'To be completed by each region: the idea behind the pilot, what was there before, what came out, and whether to scale, adapt or stop.',
    ),
    table(['Country', 'Body named by the source', 'Idea', 'Result', 'Verdict'], undefined, [
      ['Greece', 'Region of Crete', '', '', ''],
      ['Italy', 'Region of Sardinia', '', '', ''],
      ['Italy', 'Regional Association of Tuscan Municipalities', '', '', ''],
      ['Netherlands', 'Heart of Brabant Region', '', '', ''],
      ['Spain', 'Secretariat for Equality, Immigration and Citizenship of Catalonia', '', '', ''],
    ]),
    paragraph(''),
    SOURCE,
    heading('What other places may reuse'),
    p(
      'The project wants to try out specific local actions as good examples that can be reproduced at EU level, with a focus on gender- and age-based integration practices.',
    ),
    SOURCE,
    guidance('To be completed: what another region needs to know before it copies a pilot.'),
  ],
};
