/** What pages post about comments. */
import { z } from 'zod';
import { DiscussionLimits } from './discussions';

const id = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/);
/** Room for what `readComment` takes out; how long a comment may be is said by it, in words. */
const text = z.string().max(4 * DiscussionLimits.comment);

export const commentForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add'), id, type: z.string().max(40), subject: z.string().min(1).max(100), text }),
  z.object({ intent: z.literal('change'), id, text }),
  z.object({ intent: z.literal('remove'), id }),
  z.object({ intent: z.literal('resolve'), id }),
  z.object({ intent: z.literal('reopen'), id }),
]);

export type CommentForm = z.output<typeof commentForm>;
