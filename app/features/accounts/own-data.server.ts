/**
 * Everything that the database says about one person, for that person. It reads the tables of all features: a right that is
 * about a person cannot stop at our folders. What others wrote is not in it, nor are hashes of secrets.
 */
import { db } from '~/kit/db.server';
import type { Person } from './accounts';

/**
 * Where the database names a person, column by column. A test compares this list with the schema, so that no feature can add
 * such a column without saying here what becomes of it.
 */
export const personalColumns: Record<string, string> = {
  'Mail.userId': 'mails',
  'Mail.toAddress': 'mails',
  'Session.userId': 'sessions',
  'OneTimeToken.userId': 'links',
  'OneTimeToken.email': 'links',
  'Member.userId': 'seats',
  'Invitation.email': 'invitations',
  'Invitation.invitedById': 'invitations',
  'Invitation.usedById': 'invitations',
  'Change.actorId': 'changes',
  'Change.subjectId': 'changesAboutYou',
  'Document.createdById': 'documents',
  'Document.updatedById': 'documents',
  'Document.trashedById': 'documents',
  'DocumentFile.uploadedById': 'files',
  'Thread.createdById': 'threads',
  'Thread.resolvedById': 'threads',
  'Thread.subjectId': 'threads',
  'Comment.authorId': 'comments',
  'Notice.userId': 'notices',
  'Notice.subjectId': 'notices',
  'Notice.actorId': 'noticesOfYourDeeds',
  'PlanFeed.userId': 'calendarAddresses',
  'PlanItemPerson.userId': 'planItems',
  'PlanChange.actorId': 'planChanges',
  'PlanDecision.decidedById': 'planDecisions',
  'ReportingPeriod.lockedById': 'planPeriods',
  'PlanBaseline.takenById': 'planBaselines',
  'PlanView.userId': 'planViews',
  'Activity.createdById': 'activities',
  'AttendanceSheet.createdById': 'attendance',
  'AttendanceSheet.decidedById': 'attendance',
  'AttendancePaper.uploadedById': 'attendancePapers',
  'Indicator.createdById': 'indicators',
  'IndicatorValue.createdById': 'indicatorValues',
  'BudgetLine.createdById': 'budgetLines',
  'Expense.createdById': 'expenses',
  'Expense.decidedById': 'expenses',
  'ExpenseFile.uploadedById': 'expenseFiles',
  'Report.askedById': 'reports',
  'User.email': 'account',
};

/** Rows about the actor, ready to be written as JSON. */
export async function ownData(actor: Person) {
  const { emailUnproved } = await db().user.findUniqueOrThrow({ where: { id: actor.userId }, select: { emailUnproved: true } });
  // What went to an address that is only claimed may be somebody else's.
  const byAddress = emailUnproved ? null : actor.email;
  const [account, partnerships, discussions, documents, plan, activities, attendance, attendancePapers, indicators, budget, reports, mail] =
    await Promise.all([
      accountData(actor),
      partnershipData(actor, byAddress),
      discussionData(actor),
      documentData(actor),
      planData(actor),
      // Not its title: whoever has left may no longer know of one that is restricted.
      db().activity.findMany({ where: { createdById: actor.userId }, select: { number: true, type: true, createdAt: true } }),
      attendanceData(actor),
      // That it was done, not of what: it is a list of other people.
      db().attendancePaper.findMany({ where: { uploadedById: actor.userId }, select: { createdAt: true } }),
      indicatorData(actor),
      budgetData(actor),
      db().report.findMany({ where: { askedById: actor.userId }, select: { number: true, language: true, state: true, askedAt: true } }),
      mailData(actor, byAddress),
    ]);
  return {
    madeAt: new Date(),
    ...account,
    ...partnerships,
    ...discussions,
    ...documents,
    ...plan,
    activities,
    attendance,
    attendancePapers,
    ...indicators,
    ...budget,
    reports,
    ...mail,
  };
}

/** When somebody counted, or decided about what was counted; not how many: that is the organisation's. */
async function attendanceData({ userId }: Person) {
  const sheets = await db().attendanceSheet.findMany({
    where: { OR: [{ createdById: userId }, { decidedById: userId }] },
    select: { day: true, createdById: true, createdAt: true, decidedById: true, decidedAt: true },
  });
  return sheets.map(({ day, createdById, createdAt, decidedById, decidedAt }) => ({
    day,
    countedAt: createdById === userId ? createdAt : undefined,
    decidedAt: decidedById === userId ? decidedAt : undefined,
  }));
}

/** What was measured is the partnership's: the actor's own are the deeds. */
async function indicatorData({ userId }: Person) {
  const [indicators, indicatorValues] = await Promise.all([
    db().indicator.findMany({ where: { createdById: userId }, select: { code: true, createdAt: true } }),
    db().indicatorValue.findMany({ where: { createdById: userId }, select: { day: true, createdAt: true } }),
  ]);
  return { indicators, indicatorValues };
}

/** Amounts and what they were for are the organisation's: the actor's own are the deeds. */
async function budgetData({ userId }: Person) {
  const [budgetLines, expenses, expenseFiles] = await Promise.all([
    db().budgetLine.findMany({ where: { createdById: userId }, select: { category: true, createdAt: true } }),
    db().expense.findMany({
      where: { OR: [{ createdById: userId }, { decidedById: userId }] },
      select: { day: true, createdById: true, createdAt: true, decidedById: true, decidedAt: true },
    }),
    db().expenseFile.findMany({ where: { uploadedById: userId }, select: { mime: true, bytes: true, createdAt: true } }),
  ]);
  return {
    budgetLines,
    expenses: expenses.map(({ day, createdById, createdAt, decidedById, decidedAt }) => ({
      day,
      writtenAt: createdById === userId ? createdAt : undefined,
      decidedAt: decidedById === userId ? decidedAt : undefined,
    })),
    expenseFiles,
  };
}

async function accountData({ userId }: Person) {
  const [account, sessions, links] = await Promise.all([
    db().user.findUniqueOrThrow({ where: { id: userId }, omit: { passwordHash: true } }),
    db().session.findMany({ where: { userId }, select: { device: true, createdAt: true, lastSeenAt: true, expiresAt: true } }),
    db().oneTimeToken.findMany({
      where: { userId },
      select: { purpose: true, email: true, createdAt: true, expiresAt: true, usedAt: true },
    }),
  ]);
  return { account, sessions, links };
}

async function partnershipData({ userId }: Person, email: string | null) {
  const [seats, changes, changesAboutYou, invitations, calendarAddresses] = await Promise.all([
    db().member.findMany({
      where: { userId },
      select: {
        joinedAt: true,
        lastVisitAt: true,
        previousVisitAt: true,
        partnership: { select: { acronym: true, title: true } },
        organisation: { select: { name: true, country: true } },
        roles: { select: { role: true, language: true } },
      },
    }),
    changesBy(userId),
    // Who did it is another person's data.
    db().change.findMany({ where: { subjectType: 'member', subjectId: userId }, select: { action: true, subjectTitle: true, at: true } }),
    db().invitation.findMany({
      where: { OR: [{ invitedById: userId }, { usedById: userId }, ...(email ? [{ email }] : [])] },
      omit: { tokenHash: true },
    }),
    db().planFeed.findMany({
      where: { userId },
      select: { partnershipId: true, scope: true, createdAt: true, revokedAt: true, lastReadAt: true },
    }),
  ]);
  return { seats, changes, changesAboutYou, invitations, calendarAddresses };
}

/** What the person did. What only an organisation and coordinators may know of has no title for who is neither any more. */
async function changesBy(userId: string) {
  const [changes, seats] = await Promise.all([
    db().change.findMany({
      where: { actorId: userId },
      select: { partnershipId: true, organisationId: true, action: true, subjectTitle: true, at: true },
    }),
    db().member.findMany({ where: { userId }, select: { partnershipId: true, organisationId: true, roles: { select: { role: true } } } }),
  ]);
  const mayKnow = (change: { partnershipId: string; organisationId: string | null }) =>
    change.organisationId === null ||
    seats.some(
      ({ partnershipId, organisationId, roles }) =>
        partnershipId === change.partnershipId &&
        (organisationId === change.organisationId || roles.some(({ role }) => role === 'coordinator')),
    );
  return changes.map((change) => {
    const { action, subjectTitle, at } = change;
    return { action, subjectTitle: mayKnow(change) ? subjectTitle : undefined, at };
  });
}

async function discussionData({ userId }: Person) {
  const [threads, comments, notices, noticesOfYourDeeds] = await Promise.all([
    db().thread.findMany({
      where: { OR: [{ createdById: userId }, { resolvedById: userId }] },
      select: { subjectType: true, createdById: true, createdAt: true, resolvedById: true, resolvedAt: true },
    }),
    db().comment.findMany({ where: { authorId: userId }, select: { text: true, at: true, editedAt: true, removedAt: true } }),
    // Whose deed it was is another person's data.
    db().notice.findMany({
      where: { userId },
      select: { kind: true, subjectType: true, title: true, path: true, date: true, at: true, readAt: true, mailedAt: true },
    }),
    db().notice.findMany({ where: { actorId: userId }, select: { kind: true, title: true, at: true } }),
  ]);
  return { threads: threads.map((thread) => ownOfThread(thread, userId)), comments, notices, noticesOfYourDeeds };
}

type ThreadDeeds = { subjectType: string; createdById: string; createdAt: Date; resolvedById: string | null; resolvedAt: Date | null };

function ownOfThread({ subjectType, ...did }: ThreadDeeds, userId: string) {
  return {
    subjectType,
    createdAt: did.createdById === userId ? did.createdAt : undefined,
    resolvedAt: did.resolvedById === userId ? did.resolvedAt : undefined,
  };
}

async function documentData({ userId }: Person) {
  const touched = { OR: [{ createdById: userId }, { updatedById: userId }, { trashedById: userId }] };
  const [documents, files] = await Promise.all([
    db().document.findMany({
      where: touched,
      select: {
        id: true,
        title: true,
        createdById: true,
        createdAt: true,
        updatedById: true,
        updatedAt: true,
        trashedById: true,
        trashedAt: true,
      },
    }),
    db().documentFile.findMany({ where: { uploadedById: userId }, select: { documentId: true, mime: true, bytes: true, createdAt: true } }),
  ]);
  return { documents: documents.map((document) => onlyOwn(document, userId)), files };
}

interface Touched {
  id: string;
  title: string;
  createdById: string;
  createdAt: Date;
  updatedById: string | null;
  updatedAt: Date;
  trashedById: string | null;
  trashedAt: Date | null;
}

/** What the person did with a document, and when; not what others did. */
function onlyOwn({ id, title, ...did }: Touched, userId: string) {
  return {
    id,
    title,
    createdAt: did.createdById === userId ? did.createdAt : undefined,
    updatedAt: did.updatedById === userId ? did.updatedAt : undefined,
    trashedAt: did.trashedById === userId ? did.trashedAt : undefined,
  };
}

async function planData({ userId }: Person) {
  const named = await db().planItemPerson.findMany({ where: { userId }, select: { partnershipId: true, itemId: true } });
  const [planItems, planChanges, planDecisions, planPeriods, planBaselines, planViews] = await Promise.all([
    db().planItem.findMany({
      where: { OR: named.map(({ partnershipId, itemId }) => ({ partnershipId, id: itemId })) },
      select: { kind: true, code: true, title: true, status: true, dueDate: true },
    }),
    db().planChange.findMany({ where: { actorId: userId }, select: { itemId: true, field: true, at: true } }),
    db().planDecision.findMany({
      where: { decidedById: userId },
      select: { itemId: true, is: true, on: true, note: true, createdAt: true },
    }),
    db().reportingPeriod.findMany({ where: { lockedById: userId }, select: { number: true, lockedAt: true } }),
    db().planBaseline.findMany({ where: { takenById: userId }, select: { name: true, reason: true, takenAt: true } }),
    db().planView.findMany({ where: { userId }, select: { name: true, query: true, shared: true, createdAt: true } }),
  ]);
  return { planItems, planChanges, planDecisions, planPeriods, planBaselines, planViews };
}

async function mailData({ userId }: Person, email: string | null) {
  const mails = await db().mail.findMany({
    where: { OR: [{ userId }, ...(email ? [{ toAddress: email }] : [])] },
    select: { toAddress: true, subject: true, kind: true, createdAt: true, sentAt: true, failedAt: true },
  });
  return { mails };
}
