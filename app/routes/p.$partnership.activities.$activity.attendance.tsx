/** How many came to an activity. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect, type SerializeFrom } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { requireSession } from '~/features/accounts/session.server';
import { attendancePath } from '~/features/activities/activities';
import {
  addPaper,
  attendanceOf,
  countryChoices,
  decideSheet,
  readSheet,
  readSheetDeed,
  removePaper,
  saveSheet,
  setOtherPeople,
} from '~/features/activities/attendance.server';
import { paperLimits } from '~/features/activities/counting';
import { answerOf } from '~/features/activities/form-answer.server';
import type { Problems } from '~/features/activities/problems';
import { AttendancePage } from '~/features/activities/ui/attendance/attendance-page';
import { newId } from '~/kit/ids';
import { formWithFiles } from '~/kit/multipart.server';
import { useChanges } from '~/live/use-changes';
import { useFormAnswer } from '~/ui/form-answer';
import type { FrameHandle } from '~/ui/frame/handle';
import { pageTitle } from '~/ui/title';

export const handle: FrameHandle = { i18n: ['activities'] };
/** With the name of the activity: the pages that are kept for the time without a network are told apart by it. */
export const meta = pageTitle('activities', 'attendance.title', (data: SerializeFrom<typeof loader>) => data.page.title);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requireSession(request);
  const page = await attendanceOf(person, params.partnership, params.activity);
  const asked = new URL(request.url).searchParams.get('sheet');
  const changing = page.sheets.find(({ id, own, state }) => id === asked && own && state !== 'approved') ?? null;
  const hasCountries = page.mayCount && (page.asks.includes('country') || changing?.counted?.parts.country.length);
  return { page, changing, countries: hasCountries ? countryChoices(person.language) : [] };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requireSession(request);
  const page = await attendanceOf(person, params.partnership, params.activity);
  const { partnershipId, activityId } = page;
  const texts = new FormData();
  const sent = await formWithFiles(request, paperLimits.fileBytes, texts);
  const form = sent === 'too-large' ? texts : sent;
  const refuse = async (problems: Problems) => data(await answerOf(person.language, form, problems), 400);
  if (sent === 'too-large') return refuse({ file: 'problem.fileTooLarge' });
  switch (form.get('intent')) {
    case 'paper': {
      const file = form.get('file');
      if (!(file instanceof File) || file.size === 0) return refuse({ file: 'problem.fileMissing' });
      const given = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), deleteOn: String(form.get('deleteOn') ?? '') };
      const kept = await addPaper(person, partnershipId, activityId, given);
      return kept.ok ? redirect(beside(request, page, newId())) : refuse(kept.problems);
    }
    case 'days': {
      const set = await setOtherPeople(person, partnershipId, activityId, form.has('otherPeople'));
      return set.ok ? redirect(beside(request, page)) : refuse(set.problems);
    }
    case 'remove-paper':
      await removePaper(person, partnershipId, activityId, String(form.get('paper') ?? ''));
      return redirect(beside(request, page));
  }
  const deed = readSheetDeed(form);
  const sheet = page.sheets.find(({ id }) => id === form.get('sheet'));
  const read = deed ? null : readSheet(form, sheet, page);
  if (read && !read.ok) return refuse(read.problems);
  const done = deed
    ? await decideSheet(person, partnershipId, activityId, deed)
    : read && (await saveSheet(person, partnershipId, activityId, read.form));
  if (done && !done.ok) {
    // Told that somebody else was faster, and sent again, it takes the place of what is stored now.
    if (read && done.problems[''] === 'problem.countedMeanwhile') form.set('seen', String(sheet?.version ?? 0));
    return refuse(done.problems);
  }
  return redirect(attendancePath(partnershipId, activityId));
}

/** The page as it is, with the sheet that is being changed. @param paper marks that a list was put in */
function beside(request: Request, { partnershipId, activityId }: { partnershipId: string; activityId: string }, paper?: string): string {
  const sheet = new URL(request.url).searchParams.get('sheet');
  const search = new URLSearchParams({ ...(sheet ? { sheet } : {}), ...(paper ? { paper } : {}) }).toString();
  return attendancePath(partnershipId, activityId) + (search ? `?${search}` : '');
}

export default function Attendance() {
  const { page, changing, countries } = useLoaderData<typeof loader>();
  const answer = useFormAnswer<typeof action>() ?? null;
  const [search] = useSearchParams();
  const updates = useChanges(page.partnershipId, ['activity', 'plan']);
  return (
    <AttendancePage
      page={page}
      changing={changing}
      countries={countries}
      answer={answer}
      updates={updates}
      paperSent={search.get('paper') ?? ''}
    />
  );
}
