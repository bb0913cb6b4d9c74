/** A partnership's lists of codes: read for everybody, written by who may decide (the actor comes first; for all others it is a 404). */
import { z } from 'zod';
import { recordChange } from '~/features/partnerships/changes.server';
import { needed, oneOf, read, refuse } from '~/features/partnerships/forms.server';
import { workingLanguageOf } from '~/features/partnerships/partnerships';
import type { Read } from '~/features/partnerships/problems';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { db, type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { can } from './permissions';
import {
  codesWith,
  isCode,
  isPreset,
  leftOut,
  type OwnCode,
  type PortalCodes,
  type PortalList,
  portalLimits,
  portalLists,
} from './portal-lists';

export interface CodeForm {
  list: PortalList;
  code: string;
  label: string;
}

const code = needed(portalLimits.code).transform((typed, context) => {
  const meant = typed.toLocaleUpperCase('en');
  return isCode(meant) ? meant : refuse(context, { reason: 'not-a-code' });
});

export function readCode(form: FormData): Read<CodeForm> {
  return read(z.object({ list: oneOf(portalLists), code, label: needed(portalLimits.label) }), form);
}

export async function portalCodes(partnershipId: string): Promise<PortalCodes> {
  return codesWith(await ownCodes(db(), partnershipId));
}

export interface PortalListsPage {
  codes: PortalCodes;
  /** Presets that can be brought back. */
  leftOut: Record<PortalList, string[]>;
  /** What names of the partnership's own are written in. */
  language: string;
}

export async function portalListsPage(partnershipId: string): Promise<PortalListsPage> {
  const [own, { languages }] = await Promise.all([
    ownCodes(db(), partnershipId),
    db().partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { languages: true } }),
  ]);
  const left = { type: leftOut('type', own), level: leftOut('level', own) };
  return { codes: codesWith(own), leftOut: left, language: workingLanguageOf(languages) };
}

function ownCodes(tx: Tx, partnershipId: string): Promise<OwnCode[]> {
  return tx.planCode.findMany({
    where: { partnershipId },
    select: { list: true, code: true, label: true, removed: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** Adds a code, or gives one another name. @returns false where there are too many of their own */
export async function saveCode(person: Asker, partnershipId: string, { list, code, label }: CodeForm): Promise<boolean> {
  return change(person, partnershipId, async (tx, own) => {
    const isNew = !own.some((one) => one.list === list && one.code === code);
    if (isNew && own.filter((one) => one.list === list).length >= portalLimits.own) return false;
    await put(tx, partnershipId, { list, code, label, removed: false });
    return true;
  });
}

/** One of their own is gone, a preset stays to be brought back. Items that have the code keep it. @returns false where the list has no such code */
export async function leaveOutCode(person: Asker, partnershipId: string, list: PortalList, code: string): Promise<boolean> {
  return change(person, partnershipId, async (tx, own) => {
    if (!codesWith(own)[list].some((one) => one.code === code)) return false;
    if (isPreset(list, code)) await put(tx, partnershipId, { list, code, label: '', removed: true });
    else await tx.planCode.deleteMany({ where: { partnershipId, list, code } });
    return true;
  });
}

/** A preset is in the list again, by its own name. @returns false where it was not left out */
export async function bringBackCode(person: Asker, partnershipId: string, list: PortalList, code: string): Promise<boolean> {
  return change(person, partnershipId, async (tx) => {
    const { count } = await tx.planCode.deleteMany({ where: { partnershipId, list, code, removed: true } });
    return count > 0;
  });
}

/** Open pages of the plan fetch their facts anew. */
async function change(person: Asker, partnershipId: string, work: (tx: Tx, own: readonly OwnCode[]) => Promise<boolean>): Promise<boolean> {
  const seat = await requireSeat(person, partnershipId);
  if (!can(seat, 'decide')) throw notFound();
  return transact(async (tx) => {
    const changed = await work(tx, await ownCodes(tx, partnershipId));
    if (changed)
      await recordChange(tx, {
        partnershipId,
        actorId: seat.userId,
        action: 'plan.lists-changed',
        subjectType: 'plan',
        subjectId: partnershipId,
      });
    return changed;
  });
}

/** Two who say the same code at the same moment leave one row. */
async function put(tx: Tx, partnershipId: string, { list, code, ...says }: OwnCode): Promise<void> {
  await tx.planCode.upsert({
    where: { partnershipId_list_code: { partnershipId, list, code } },
    create: { id: newId(), partnershipId, list, code, ...says },
    update: says,
  });
}
