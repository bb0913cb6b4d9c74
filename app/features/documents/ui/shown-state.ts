/** What the bar says of a document's page: how safe the text is, and before that, whether the page follows it at all. */
import { OPENING, type SaveState, unsavedIn } from '~/live/save-state';
import type { SaveState as Shown } from '~/ui/save-state';

/** The editor's own file: on its way, here, or not to be had. */
export type EditorFile = 'coming' | 'here' | 'missing';

export function shownState(state: SaveState, editor: EditorFile): Shown {
  if (editor === 'here' || state.is === 'stopped') return state;
  // Whoever reads "Saved" takes what is on the screen for the text of now.
  if (editor === 'coming') return state.is === 'saved' || state.is === 'readOnly' ? OPENING : state;
  return { is: 'stopped', why: 'noEditor', changes: unsavedIn(state), kept: 'kept' in state && state.kept === true };
}
