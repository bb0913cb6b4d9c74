/** What a form says of the row that it is about, for as long as it is shown. */
import { useRef } from 'react';
import { useField } from '~/ui/form';

/**
 * What a hidden field says: what it said when the form was made, or what came back with what was typed. It stays when the page is read again, which may know of a later
 * version that nobody who typed has seen, and when another form of the page was answered.
 */
export function useHidden(name: string, first: string | number): string | number {
  const typed = [useField(name).typed].flat()[0];
  const kept = useRef(first);
  if (typed !== undefined) kept.current = typed;
  return kept.current;
}

/** Which row it is, a new one or one that is changed, and the version that may be written over. A new one that is sent again is the one that it was. */
export function FreshId({ fresh, row }: { fresh: string; row: { id: string; version: number } | undefined }) {
  return (
    <>
      <input type="hidden" name="id" value={useHidden('id', row?.id ?? fresh)} data-fresh={row ? undefined : true} />
      <input type="hidden" name="seen" value={useHidden('seen', row?.version ?? 0)} />
    </>
  );
}
