/** The one registry that the Node server gets from this build (see app/live/backend.ts). */
import { firstRunLink } from './features/accounts/first-run.server';
import { sendLink } from './features/accounts/sign-in.server';
import { removeOldPapers, tellNumbersAgain } from './features/activities/attendance.server';
import { exampleActivities } from './features/activities/example.server';
import { exampleBudget } from './features/budget/example.server';
import { type BeforeDaily, beginRounds, dailyRound, mailNoticesAtOnce } from './features/discussions/mail-jobs.server';
import { copyDocument } from './features/documents/copies.server';
import { exampleDocuments } from './features/documents/example.server';
import { documentRooms } from './features/documents/room.server';
import { exampleIndicators } from './features/indicators/example.server';
import { tellTypedAgain } from './features/indicators/told.server';
import { listenTo, recheckListener } from './features/partnerships/audience.server';
import { type ExamplePart, loadExample } from './features/partnerships/example.server';
import { roomBackend } from './features/partnerships/rooms.server';
import { examplePlans } from './features/plan/example.server';
import { noteDeadlines } from './features/plan/reminders.server';
import { planRooms } from './features/plan/room.server';
import { makeReport } from './features/reports/job.server';
import { beside } from './kit/beside.server';
import { db, openDatabase, setDb } from './kit/db.server';
import { eraseBytes } from './kit/erasing.server';
import { createJobRunner } from './kit/jobs.server';
import { sendMail } from './kit/mail.server';
import { services, setServices } from './kit/services.server';
import type { Backend } from './live/backend';

/** What features add to the example partnerships, in this order. */
const exampleParts: ExamplePart[] = [exampleDocuments, examplePlans, exampleActivities, exampleIndicators, exampleBudget];

/** What features do and tell of what has become due, before the daily mails go out. */
const beforeDaily: BeforeDaily[] = [removeOldPapers, noteDeadlines];
const round = dailyRound(beforeDaily);

/** Every kind of work that may wait in the queue. */
const jobs = createJobRunner({
  kinds: [sendMail, sendLink, copyDocument, mailNoticesAtOnce, eraseBytes, round, makeReport],
  database: db,
  log: () => services().log,
});

export const backend: Backend = {
  async start(services) {
    setServices(services);
    setDb(await openDatabase(services.settings));
    await beside('what is told of people', async () => {
      await tellNumbersAgain();
      await tellTypedAgain();
    });
    // A disk that is full keeps nobody from reading.
    await beside('the round of daily mails', () => beginRounds(round));
  },
  async stop() {
    setDb(null);
  },
  rooms: roomBackend({ doc: documentRooms, plan: planRooms }),
  events: { listen: listenTo, recheck: recheckListener },
  jobs,
  firstRunLink,
  loadExample: () => loadExample(exampleParts),
};
