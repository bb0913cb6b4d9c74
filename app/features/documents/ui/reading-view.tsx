/**
 * A document as the server renders it: readable, printable, without JavaScript and without a socket. The editor is loaded behind it
 * and takes its place when it has drawn the same text; where it never comes, this stays.
 */
import './document.css';
import { useEffect, useRef, useState } from 'react';
import { useT } from '~/i18n/react';
import { direction } from '~/kit/direction';
import { BlankNote } from './blank-note';
import { handOver, useBeforeGone } from './takeover';

export interface ReadingViewProps {
  /** From `renderHtml`: escaped and checked there. */
  html: string;
  language: string;
  headings: { level: number; text: string; id: string }[];
  /** So long that what is far from the screen is not laid out. */
  long?: boolean;
  /** Nothing is written in it yet. */
  blank?: boolean;
  /** The editor is on its way: show the boxes that it will show. */
  waiting?: boolean;
  /** Leave room for the editor's tools. */
  tools?: boolean;
}

export function ReadingView({ html, language, headings, long, blank, waiting = false, tools }: ReadingViewProps) {
  const t = useT('documents');
  const whole = useRef<HTMLDivElement>(null);
  useBeforeGone(() => whole.current && handOver(whole.current));
  return (
    <div ref={whole} className="document-shell px-4 md:px-8 print:px-0">
      {tools ? <div className="document-tools" /> : null}
      <div className="document-outline">{headings.length > 1 ? <ReadingOutline headings={headings} language={language} /> : null}</div>
      <div className="document-column">
        <article
          className={long ? 'document long' : 'document'}
          data-drawn="text"
          aria-label={t('text')}
          lang={language}
          dir={direction(language)}
          data-waiting={useStillWaiting(waiting) || undefined}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: our own renderer made it from a checked tree; see html.ts.
          dangerouslySetInnerHTML={{ __html: html }}
        />
        {blank ? <BlankNote /> : null}
      </div>
      <div className="document-margin" />
    </div>
  );
}

/** How long the boxes of guidance are shown to somebody whose editor does not come, in milliseconds: then the page is for reading. */
const WAIT_MS = 10_000;

function useStillWaiting(waiting: boolean): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), WAIT_MS);
    return () => clearTimeout(timer);
  }, []);
  return waiting && !over;
}

function ReadingOutline({ headings, language }: Pick<ReadingViewProps, 'headings' | 'language'>) {
  const t = useT('documents');
  const top = Math.min(...headings.map(({ level }) => level));
  return (
    <nav aria-label={t('editor.outline')} className="outline-panel">
      <div className="outline-head">
        <h2>{t('editor.outline')}</h2>
      </div>
      <ol lang={language}>
        {headings.map(({ level, text, id }) => (
          <li key={id || text}>
            <a href={`#s-${id}`} style={{ paddingInlineStart: `${(level - top) * 0.75 + 0.5}rem` }}>
              {text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
