/** Which row of a list the form below it is about. */
import { useSearchParams } from '@remix-run/react';
import type { Refused } from '../problems';

/**
 * @param refused with "removed meanwhile", what was typed belongs to no row any more: it is in the form for a new one
 * @returns the row of `?edit=<id>`, and the form's React key: after something was added the form begins anew
 */
export function useEditing<Row extends { id: string }>(rows: readonly Row[], refused: Refused | undefined) {
  const [search] = useSearchParams();
  const gone = refused?.problems.form?.reason === 'removed-meanwhile';
  const editing = gone ? undefined : rows.find(({ id }) => id === search.get('edit'));
  return { editing, formKey: editing?.id ?? `new-${gone ? 'again' : search.get('about')}` };
}
