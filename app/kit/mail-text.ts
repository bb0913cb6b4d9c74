/** Mails as text and as simple HTML: no pictures, no scripts, nothing loaded, readable by every mail program and screen reader. */
import { direction } from './direction';

export interface MailText {
  /** BCP 47, the reader's. */
  language: string;
  subject: string;
  paragraphs: string[];
  /** The one thing to do. */
  action?: { label: string; link: string };
  /** Small print after the button. */
  closing: string[];
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Text as it stands in HTML. */
const quote = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const BODY = 'margin:0;padding:24px;background:#faf8f5;color:#22201d;font:16px/1.6 system-ui,-apple-system,"Segoe UI",sans-serif';
const BOX = 'max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e2dcd3;border-radius:10px';
const BUTTON =
  'display:inline-block;padding:12px 20px;background:#0f5e66;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600';
const SMALL = 'font-size:14px;color:#57514a';

function htmlOf({ language, subject, paragraphs, action, closing }: MailText): string {
  const link = action ? quote(action.link) : '';
  return [
    `<!doctype html><html lang="${quote(language)}" dir="${direction(language)}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${quote(subject)}</title></head>`,
    `<body style='${BODY}'><main style="${BOX}"><h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${quote(subject)}</h1>`,
    ...paragraphs.map((text) => `<p style="margin:0 0 16px">${quote(text)}</p>`),
    // The address stands there in full too: some programs take buttons away, and some readers want to see where it leads.
    ...(action
      ? [
          `<p style="margin:24px 0"><a href="${link}" style="${BUTTON}">${quote(action.label)}</a></p>`,
          `<p style="margin:0 0 16px;${SMALL};word-break:break-all">${link}</p>`,
        ]
      : []),
    ...closing.map((text) => `<p style="margin:0 0 8px;${SMALL}">${quote(text)}</p>`),
    '</main></body></html>',
  ].join('\n');
}

/** Both parts of a mail. */
export function renderMail(mail: MailText): { text: string; html: string } {
  const action = mail.action ? [`${mail.action.label}:\n${mail.action.link}`] : [];
  return { text: `${[mail.subject, ...mail.paragraphs, ...action, ...mail.closing].join('\n\n')}\n`, html: htmlOf(mail) };
}
