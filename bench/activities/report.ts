/** A report on a period, as a member has it made: how long it takes, and how long others wait meanwhile. */
import { reportFormats, reportPath, reportsPath } from '~/features/reports/reports';
import { against, type Result, rounded } from '../figures';

const GOAL_SECONDS = 20;
/** A report that takes longer than this has failed. */
const PATIENCE_MS = 120_000;
const ASK_EVERY_MS = 200;

interface Asked {
  url: string;
  /** Of the one who asks. */
  cookie: string;
  partnershipId: string;
  periodId: string;
}

/** @param prefix of the names of the figures */
export async function measureReport(prefix: string, { url, cookie, partnershipId, periodId }: Asked): Promise<Result> {
  const page = url + reportsPath(partnershipId);
  const headers = { cookie, Origin: url };
  const begun = performance.now();
  const body = new URLSearchParams({ intent: 'make', period: periodId, language: 'el' });
  const answer = await fetch(`${page}?index`, { method: 'POST', headers, body, redirect: 'manual' });
  if (answer.status !== 302) throw new Error(`A report was refused with ${answer.status}.`);
  let longestMs = 0;
  for (;;) {
    const asked = performance.now();
    // The smallest page of all: it waits for nothing but the server itself.
    await (await fetch(`${url}/healthz`)).text();
    longestMs = Math.max(longestMs, performance.now() - asked);
    const id = (await (await fetch(page, { headers })).text()).match(/reports\/(\w+)\/docx/)?.[1];
    if (id) {
      const seconds = (performance.now() - begun) / 1000;
      const sizes = await Promise.all(reportFormats.map(async (format) => sizeOf(url + reportPath(partnershipId, id, format), cookie)));
      return {
        ...against(`${prefix}ReportSeconds`, seconds, GOAL_SECONDS),
        [`${prefix}ReportWaitMs`]: rounded(longestMs),
        ...Object.fromEntries(
          reportFormats.map((format, at) => [`${prefix}Report${format === 'docx' ? 'Text' : 'Workbook'}Kb`, sizes[at] ?? 0]),
        ),
      };
    }
    if (performance.now() - begun > PATIENCE_MS) throw new Error('A report was not made.');
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

async function sizeOf(address: string, cookie: string): Promise<number> {
  const answer = await fetch(address, { headers: { cookie } });
  if (!answer.ok) throw new Error(`A file of a report answered ${answer.status}.`);
  return rounded((await answer.arrayBuffer()).byteLength / 1000);
}
