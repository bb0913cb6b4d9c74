/** Tells of activities: those alone who may see one. */
import { organisationAudience } from '~/features/partnerships/audience.server';
import { recordChange } from '~/features/partnerships/changes.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { afterCommit, type Tx } from '~/kit/db.server';
import { services } from '~/kit/services.server';
import type { ActivityThing } from './activities';

/** The noun that open pages are told, without saying which one: who may not see it learns nothing. */
export const NOUN = 'activity';

/** Writes that something happened to it, where those who may see it look, and tells their open pages. */
export async function tell(
  tx: Tx,
  actor: Seat,
  thing: ActivityThing,
  action: string,
  { id, title }: { id: string; title: string },
): Promise<void> {
  const { partnershipId, organisationId, restriction, coOrganisers } = thing;
  await recordChange(tx, {
    partnershipId,
    actorId: actor.userId,
    organisationId: restriction === '' ? null : organisationId,
    action: `${NOUN}.${action}`,
    subjectType: NOUN,
    subjectId: id,
    subjectTitle: title,
  });
  if (restriction === '') return;
  const others = coOrganisers.map((one) => organisationAudience(partnershipId, one));
  if (others.length > 0) afterCommit(tx, () => services().events.tell(others, { about: NOUN }));
}
