/** Which row a form is about: a new one or one that is changed, and the version that may be written over. */
import { HiddenField } from '~/ui/hidden-field';

/** A new one that is sent again is the one that it was. */
export function FreshId({ fresh, row }: { fresh: string; row: { id: string; version: number } | undefined }) {
  return (
    <>
      <HiddenField name="id" value={row?.id ?? fresh} isMark={row !== undefined} />
      <HiddenField name="seen" value={row?.version ?? 0} />
    </>
  );
}
