/** Joins the room of the plan and shows it: as the server read it first, live as soon as it is here. */
import { useMemo } from 'react';
import { useT } from '~/i18n/react';
import { useLeaveGuard } from '~/live/use-leave-guard';
import { useOtherRights } from '~/live/use-other-rights';
import { useRoom } from '~/live/use-room';
import { Preload } from '~/ui/preload';
import { RoomStatus } from '~/ui/room-status';
import { unpackActivities } from '../pack';
import { PlanScreen, type PlanScreenProps } from './plan-screen';
import { usePlan } from './use-plan';

export function LivePlan({ page, about }: Pick<PlanScreenProps, 'page' | 'about'>) {
  const { me, mark } = page;
  const facts = useMemo(() => ({ ...page.facts, activities: unpackActivities(page.activities) }), [page.facts, page.activities]);
  const mode = page.may.write ? 'write' : 'read';
  const t = useT('plan');
  const tUi = useT('ui');
  const room = useRoom(page.room, {
    userId: me.id,
    generation: page.generation,
    mode,
    fileName: t('fileName', { acronym: facts.acronym }),
    language: facts.language,
    shown: mark,
  });
  useOtherRights(room, mode);
  const loose = room?.loose ?? 0;
  const changes = room && 'changes' in room.state ? room.state.changes : 0;
  useLeaveGuard(room?.state, loose, tUi('save.leaveQuestion', { changes: changes + loose }));
  const now = usePlan(page.plan, facts, room);
  return (
    <>
      {room ? (
        <RoomStatus
          state={room.state}
          path={`/p/${facts.partnershipId}/plan`}
          aside={room.aside}
          onDownload={room.download}
          onDownloadAside={room.downloadAside}
          onDiscardAside={room.discardAside}
        />
      ) : null}
      <Preload files={page.viewFiles} />
      <PlanScreen page={page} now={now} about={about} />
    </>
  );
}
