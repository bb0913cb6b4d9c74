/** An events service for tests of commands: keeps what it was told. The real one is tested in tests/live and tests/e2e. */
import type { EventsService } from '~/live/backend';
import type { Change } from '~/live/events';

export interface RecordingEvents extends EventsService {
  told: { audiences: string[]; change: Change }[];
}

export function recordingEvents(): RecordingEvents {
  const told: RecordingEvents['told'] = [];
  return { told, tell: (audiences, change) => void told.push({ audiences, change }) };
}
