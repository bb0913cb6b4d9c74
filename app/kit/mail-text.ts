/** Mails as text and as simple HTML: no pictures, no scripts, nothing loaded, readable by every mail program and screen reader. */
import { direction } from './direction';

export interface MailText {
  /** BCP 47, the reader's. */
  language: string;
  subject: string;
  paragraphs: string[];
  /** Lists with a heading each; every line leads to its place. */
  lists?: { title: string; lines: { text: string; link: string }[] }[];
  /** The one thing to do. */
  action?: { label: string; link: string };
  /** Small print after the button. */
  closing: string[];
  /** Ends mails of its kind, without signing in; the last line, and in the headers that mail programs make a button of. */
  stop?: { label: string; link: string };
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Text as it stands in HTML. */
const quote = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const BODY = 'margin:0;padding:24px;background:#faf8f5;color:#22201d;font:16px/1.6 system-ui,-apple-system,"Segoe UI",sans-serif';
const BOX = 'max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e2dcd3;border-radius:10px';
const BUTTON =
  'display:inline-block;padding:12px 20px;background:#0f5e66;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600';
const SMALL = 'font-size:14px;color:#57514a';

/** The words are in the reader's language, and the title in them in any. */
const listOf = ({ title, lines }: NonNullable<MailText['lists']>[number]) =>
  [
    `<h2 style="margin:16px 0 4px;font-size:16px;line-height:1.4">${quote(title)}</h2><ul style="margin:0 0 16px;padding-inline-start:20px">`,
    ...lines.map(({ text, link }) => `<li style="margin:0 0 6px"><a href="${quote(link)}" style="color:#0f5e66">${quote(text)}</a></li>`),
    '</ul>',
  ].join('\n');

function htmlOf({ language, subject, paragraphs, lists = [], action, closing, stop }: MailText): string {
  const link = action ? quote(action.link) : '';
  return [
    `<!doctype html><html lang="${quote(language)}" dir="${direction(language)}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${quote(subject)}</title></head>`,
    `<body style='${BODY}'><main style="${BOX}"><h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${quote(subject)}</h1>`,
    ...paragraphs.map((text) => `<p style="margin:0 0 16px">${quote(text)}</p>`),
    ...lists.map(listOf),
    // The address stands there in full too: some programs take buttons away, and some readers want to see where it leads.
    ...(action
      ? [
          `<p style="margin:24px 0"><a href="${link}" style="${BUTTON}">${quote(action.label)}</a></p>`,
          `<p style="margin:0 0 16px;${SMALL};word-break:break-all">${link}</p>`,
        ]
      : []),
    ...closing.map((text) => `<p style="margin:0 0 8px;${SMALL}">${quote(text)}</p>`),
    ...(stop ? [`<p style="margin:0;${SMALL}"><a href="${quote(stop.link)}" style="color:#57514a">${quote(stop.label)}</a></p>`] : []),
    '</main></body></html>',
  ].join('\n');
}

/** Both parts of a mail. */
export function renderMail(mail: MailText): { text: string; html: string } {
  const lists = (mail.lists ?? []).map(({ title, lines }) => [title, ...lines.map(({ text, link }) => `- ${text}\n  ${link}`)].join('\n'));
  const named = (one: { label: string; link: string } | undefined) => (one ? [`${one.label}:\n${one.link}`] : []);
  const parts = [mail.subject, ...mail.paragraphs, ...lists, ...named(mail.action), ...mail.closing, ...named(mail.stop)];
  return { text: `${parts.join('\n\n')}\n`, html: htmlOf(mail) };
}
