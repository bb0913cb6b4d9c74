/** The report on a reporting period: what it is made of, and how far it is. Runs anywhere. */

/** Waiting for its turn, being made, there to be fetched, taken back by its asker, or failed for good. */
export const reportStates = ['waiting', 'making', 'ready', 'cancelled', 'failed'] as const;
export type ReportState = (typeof reportStates)[number];

/** What is done for it, one after the other. */
export const reportSteps = ['plan', 'activities', 'indicators', 'money', 'contributions', 'workbook', 'text'] as const;
export type ReportStep = (typeof reportSteps)[number];

/** The text for Word and LibreOffice, and the workbook for Excel and LibreOffice. */
export const reportFormats = ['docx', 'xlsx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const limits = {
  /** Of one person in a partnership; the oldest goes when one more is asked for. */
  kept: 10,
} as const;

export const isUnderWay = (state: ReportState) => state === 'waiting' || state === 'making';

export const reportsPath = (partnershipId: string) => `/p/${partnershipId}/reports`;
export const reportPath = (partnershipId: string, id: string, format: ReportFormat) => `${reportsPath(partnershipId)}/${id}/${format}`;
