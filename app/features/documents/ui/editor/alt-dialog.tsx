/** Asks what a picture shows, in words for those who do not see it: when it is given, and whenever somebody wants to change them. */
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { controlClasses } from '~/ui/text-input';
import { ALT_MAX } from '../../schema';

export interface DescribedPicture {
  src: string;
  /** Null: nobody was asked yet. Empty: it is decoration. */
  alt: string | null;
}

export interface AltDialogProps {
  /** The picture that is asked about; null closes the dialog, and the focus goes back to where it was. */
  picture: DescribedPicture | null;
  onCancel: () => void;
  onDone: (alt: string) => void;
}

export function AltDialog({ picture, onCancel, onDone }: AltDialogProps) {
  const t = useT('documents');
  return (
    <Dialog open={picture !== null} onClose={onCancel} title={t('editor.altTitle')}>
      {picture ? <AltForm key={picture.src} picture={picture} onCancel={onCancel} onDone={onDone} /> : null}
    </Dialog>
  );
}

function AltForm({ picture, onCancel, onDone }: AltDialogProps & { picture: DescribedPicture }) {
  const t = useT('documents');
  const [alt, setAlt] = useState(picture.alt ?? '');
  const [decorative, setDecorative] = useState(picture.alt === '');
  const ready = decorative || alt.trim() !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onDone(decorative ? '' : alt.trim());
      }}
    >
      <img src={picture.src} alt="" className="mx-auto mb-4 max-h-48 rounded-control" />
      <label className="block text-sm font-medium">
        {t('editor.altLabel')}
        <textarea
          data-autofocus
          value={alt}
          maxLength={ALT_MAX}
          disabled={decorative}
          rows={2}
          aria-describedby="alt-hint"
          onChange={(event) => setAlt(event.target.value)}
          className={`${controlClasses} mt-1`}
        />
      </label>
      <p id="alt-hint" className="mt-1 text-sm text-ink-soft">
        {t('editor.altHint')}
      </p>
      <label className="mt-3 flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
        <input type="checkbox" checked={decorative} onChange={(event) => setDecorative(event.target.checked)} />
        {t('editor.decorative')}
      </label>
      <div className="mt-5 flex justify-end gap-3">
        <Button look="quiet" onClick={onCancel}>
          {t('editor.cancel')}
        </Button>
        <Button look="primary" type="submit" disabled={!ready}>
          {t(picture.alt === null ? 'editor.insertPicture' : 'editor.altSave')}
        </Button>
      </div>
    </form>
  );
}
