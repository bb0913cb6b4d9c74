/** The address of a link: made, changed, opened or taken away. */
import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { Button, buttonClasses } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { controlClasses } from '~/ui/text-input';
import { safeHref } from '../../rendering/links';
import { LINK_MAX } from '../../schema';

/** What was typed as an address: "example.org" and "anna@town.example" are completed. Null when it is none that is allowed. */
export function addressOf(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return safeHref(`mailto:${text}`);
  if (/^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+(:\d+)?([/?#]\S*)?$/u.test(text)) return safeHref(`https://${text}`);
  return safeHref(text);
}

export function LinkDialog({ editor, open, onClose }: { editor: Editor; open: boolean; onClose: () => void }) {
  const t = useT('documents');
  return (
    <Dialog open={open} onClose={onClose} title={t('editor.linkTitle')}>
      {open ? <LinkForm editor={editor} onClose={onClose} /> : null}
    </Dialog>
  );
}

function LinkForm({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useT('documents');
  const current = String(editor.getAttributes('link').href ?? '');
  const { empty } = editor.state.selection;
  const [href, setHref] = useState(current);
  const [words, setWords] = useState('');
  const [wrong, setWrong] = useState(false);
  const needsWords = empty && current === '';
  const open = safeHref(current);

  const save = () => {
    const address = addressOf(href);
    if (!address) return setWrong(true);
    onClose();
    const chain = editor.chain().focus();
    if (needsWords) {
      const text = words.trim() || href.trim();
      chain.insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href: address } }] }).run();
    } else {
      chain.extendMarkRange('link').setMark('link', { href: address }).run();
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label className="block text-sm font-medium">
        {t('editor.linkAddress')}
        <input
          data-autofocus
          type="url"
          inputMode="url"
          autoComplete="off"
          value={href}
          maxLength={LINK_MAX}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? 'link-wrong' : undefined}
          onChange={(event) => {
            setHref(event.target.value);
            setWrong(false);
          }}
          className={`${controlClasses} mt-1`}
        />
      </label>
      {wrong ? (
        <p id="link-wrong" role="alert" className="mt-1 text-sm text-danger">
          {t('editor.linkWrong')}
        </p>
      ) : null}
      {needsWords ? (
        <label className="mt-3 block text-sm font-medium">
          {t('editor.linkWords')}
          <input
            type="text"
            value={words}
            maxLength={LINK_MAX}
            onChange={(event) => setWords(event.target.value)}
            className={`${controlClasses} mt-1`}
          />
        </label>
      ) : null}
      <div className="mt-5 flex flex-wrap justify-end gap-3">
        {open ? (
          <a href={open} target="_blank" rel="noopener noreferrer" className={buttonClasses('quiet', 'me-auto')}>
            {t('editor.linkOpen')}
          </a>
        ) : null}
        {current ? (
          <Button
            look="danger"
            onClick={() => {
              onClose();
              editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
            }}
          >
            {t('editor.linkRemove')}
          </Button>
        ) : null}
        <Button look="primary" type="submit">
          {t('editor.linkSave')}
        </Button>
      </div>
    </form>
  );
}
