/** The text when this version cannot edit it without losing something: readable, complete, and with the reason why. */
import '../document.css';
import './editor.css';
import { useEffect, useRef, useState } from 'react';
import type * as Y from 'yjs';
import { useT } from '~/i18n/react';
import { direction } from '~/kit/direction';
import { Button } from '~/ui/button';
import { renderHtml } from '../../html';
import { readDocument } from '../../live';
import type { TreeProblem } from '../../tree/build';
import { handFocusOver, useBeforeGone } from '../takeover';

const DRAW_AGAIN_MS = 500;

export function Frozen({ doc, problem, lang }: { doc: Y.Doc; problem: TreeProblem; lang: string }) {
  const t = useT('documents');
  const [html, setHtml] = useState(() => renderHtml(readDocument(doc), { for: 'page' }));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setHtml(renderHtml(readDocument(doc), { for: 'page' }));
      }, DRAW_AGAIN_MS);
    };
    doc.on('update', soon);
    return () => {
      clearTimeout(timer);
      doc.off('update', soon);
    };
  }, [doc]);
  const whole = useRef<HTMLDivElement>(null);
  useBeforeGone(() => handFocusOver(whole.current));
  const newer = problem.kind !== 'malformed';
  return (
    <div ref={whole} className="document-shell px-4 md:px-8 print:px-0">
      <div className="document-column">
        <div role="alert" className="editor-frozen" data-problem={`${problem.kind} ${problem.name}`}>
          <p>
            <strong>{t(newer ? 'editor.newerTitle' : 'editor.malformedTitle')}</strong>{' '}
            {t(newer ? 'editor.newerText' : 'editor.malformedText')}
          </p>
          {newer ? (
            <Button look="quiet" onClick={() => location.reload()}>
              {t('editor.reload')}
            </Button>
          ) : null}
        </div>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: renderHtml escapes every word and checks every address */}
        <article className="document" lang={lang} dir={direction(lang)} dangerouslySetInnerHTML={{ __html: html }} />
      </div>
    </div>
  );
}
