/** What a discussion is: comments about one thing, in threads, and what is told to whom. Runs anywhere. */
import type { Seat } from '~/features/partnerships/partnerships';

/** Longest texts in characters, and largest lists. */
export const DiscussionLimits = {
  comment: 5_000,
  /** In one thread. */
  comments: 1_000,
  /** Of a subject, as it is kept with a notice. */
  title: 300,
  /** Notices on their page: the unread ones first. */
  shown: 100,
  /** Lines of one mail. */
  mailLines: 40,
} as const;

/** The thing that is spoken about: a feature's noun and its id. This feature knows no more of it. */
export interface SubjectRef {
  /** `plan-item` ... */
  type: string;
  id: string;
}

/** What the feature of a subject says about it. */
export interface SubjectFacts {
  title: string;
  /** Where it is, from the root of this site. */
  path: string;
  /** Whom it concerns, besides those who speak: they hear of comments. User ids. */
  people?: readonly string[];
}

export type Subject = SubjectRef & Omit<SubjectFacts, 'people'>;

/** By type of subject: what it is, for a member who may see it; null for everybody else. Handed over by the routes, which know all features. */
export type Subjects = Record<string, (seat: Seat, id: string) => Promise<SubjectFacts | null>>;

/** What a person is told, from what cannot wait to what can. */
export const noticeKinds = ['mention', 'assignment', 'comment', 'deadline'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Mailed as they come, to those who want it. The others wait for the daily mail. */
export const urgentKinds: readonly NoticeKind[] = ['mention', 'assignment'];

/** A member who can be mentioned. */
export interface Mentionable {
  userId: string;
  name: string;
  /** Name of the organisation. */
  organisation: string;
}

/** Why a comment was not taken. */
export type CommentProblem = 'empty' | 'too-long' | 'too-many';

/** A comment as pages get it. */
export interface CommentLine {
  id: string;
  authorId: string;
  /** With members as `@[user id]` (comment-text.ts); empty when it was removed. */
  text: string;
  at: Date;
  editedAt: Date | null;
  removed: boolean;
}

export interface ThreadLines {
  id: string;
  anchor: string;
  resolvedAt: Date | null;
  resolvedById: string | null;
  comments: CommentLine[];
}

/** All that is said about a subject. */
export interface Discussion {
  threads: ThreadLines[];
  /** By user id: members who are mentioned, and authors. Whoever is missing has left no name. */
  names: Record<string, string>;
}
