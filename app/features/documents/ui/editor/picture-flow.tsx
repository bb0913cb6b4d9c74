/** From a chosen, pasted or dropped file to a picture with words for those who do not see it. */
import type { Editor } from '@tiptap/core';
import { type MutableRefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import type { T } from '~/i18n/translate';
import { useAnnounce } from '~/ui/announcer';
import { limits } from '../../documents';
import { AltDialog } from './alt-dialog';
import type { RelativeSelection } from './collaboration/binding';
import { picturesInPasted } from './paste';
import {
  insertPicture,
  PICTURE_TYPES,
  type Picture,
  PictureError,
  type PictureProblem,
  picturesIn,
  rememberPlace,
  sendPicture,
  takePictureOver,
} from './pictures';
import { bringPictures } from './pictures-elsewhere';

interface Waiting {
  place: RelativeSelection['anchor'] | null;
  picture: Picture;
}

/** What is said about pictures: one was not taken, one stays in another document, some did not come with pasted text. */
type Said = PictureProblem | 'elsewhere' | { lost: number };

/** Takes the pictures among `files` for the position `pos`; false when there are none. */
type TakePictures = (files: FileList | null | undefined, pos: number) => boolean;

/** Draws the file field, the message and the question; `choose.current()` opens the file field. */
export function PictureFlow({ editor, documentId, choose }: { editor: Editor; documentId: string; choose: MutableRefObject<() => void> }) {
  const t = useT('documents');
  const announce = useAnnounce();
  const field = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(0);
  const [problem, setProblem] = useState<Said | null>(null);
  const [waiting, setWaiting] = useState<Waiting[]>([]);

  const take: TakePictures = useCallback(
    (files, pos) => {
      const pictures = picturesIn(files);
      if (pictures.length === 0) {
        if (files && files.length > 0) setProblem('not-a-picture');
        return false;
      }
      setProblem(null);
      const place = rememberPlace(editor, pos);
      for (const file of pictures) {
        setSending((count) => count + 1);
        announce(t('editor.sendingPicture'));
        sendPicture(documentId, file)
          .then((picture) => setWaiting((before) => [...before, { place, picture }]))
          .catch((error: unknown) => setProblem(error instanceof PictureError ? error.problem : 'offline'))
          .finally(() => setSending((count) => count - 1));
      }
      return true;
    },
    [announce, documentId, editor, t],
  );

  useEffect(() => {
    choose.current = () => field.current?.click();
    const { view } = editor;
    const paste = (event: ClipboardEvent) => {
      // A table from a spreadsheet brings its picture along, and its HTML is the better half; a picture copied from a page brings HTML
      // that only names it.
      if (!editor.isEditable) return;
      if (event.clipboardData?.types.includes('text/html')) {
        const { alone, lost } = picturesInPasted(event.clipboardData.getData('text/html'));
        if (!alone || picturesIn(event.clipboardData.files).length === 0) {
          if (lost > 0) setProblem({ lost });
          return;
        }
      }
      if (picturesIn(event.clipboardData?.files).length > 0 && take(event.clipboardData?.files, view.state.selection.from)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    const drop = (event: DragEvent) => {
      if (!editor.isEditable || !event.dataTransfer?.files.length || view.dragging) return;
      event.preventDefault();
      event.stopPropagation();
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
      take(event.dataTransfer.files, at?.pos ?? view.state.selection.from);
    };
    view.dom.addEventListener('paste', paste, true);
    view.dom.addEventListener('drop', drop, true);
    return () => {
      view.dom.removeEventListener('paste', paste, true);
      view.dom.removeEventListener('drop', drop, true);
    };
  }, [choose, editor, take]);

  useEffect(
    () =>
      bringPictures(
        editor,
        documentId,
        (picture) => takePictureOver(documentId, picture),
        (error) => setProblem(error instanceof PictureError && error.problem !== 'gone' ? error.problem : 'elsewhere'),
      ),
    [editor, documentId],
  );

  const [asked] = waiting;
  const close = () => setWaiting((before) => before.slice(1));
  const dismiss = () => {
    setProblem(null);
    // The button goes with the message.
    editor.view.focus();
  };
  return (
    <>
      <input
        ref={field}
        type="file"
        accept={PICTURE_TYPES.join(',')}
        multiple
        hidden
        aria-label={t('editor.image')}
        onChange={(event) => {
          take(event.target.files, editor.state.selection.from);
          event.target.value = '';
        }}
      />
      {sending > 0 ? <p className="editor-message">{t('editor.sendingPicture')}</p> : null}
      {problem ? (
        <p role="alert" className="editor-message">
          {wordsFor(problem, t)}{' '}
          <button type="button" className="underline" onClick={dismiss}>
            {t('editor.dismiss')}
          </button>
        </p>
      ) : null}
      <AltDialog
        picture={asked ? { src: asked.picture.src, alt: null } : null}
        onCancel={close}
        onDone={(alt) => {
          if (asked) insertPicture(editor, asked.place, { ...asked.picture, alt });
          close();
        }}
      />
    </>
  );
}

function wordsFor(said: Said, t: T<'documents'>): string {
  if (said === 'too-large') return t('picture.too-large', { megabytes: limits.fileBytes / 1024 / 1024 });
  if (said === 'not-a-picture') return t('picture.not-a-picture');
  if (typeof said === 'string') return t(`editor.picture.${said}`);
  return 'lost' in said ? t('editor.picturesLost', { count: said.lost }) : said.said;
}
