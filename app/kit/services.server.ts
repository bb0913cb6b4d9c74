/** What the Node server handed over at start: settings, the sync service, the events service and the log. */
import type { EventsService, Logger, Settings, SyncService } from '~/live/backend';
import { remembered } from './remember.server';

interface Services {
  settings: Settings;
  sync: SyncService;
  events: EventsService;
  log: Logger;
}

const holder = remembered<{ services: Services | null }>('services', () => ({ services: null }));

export function setServices(services: Services): void {
  holder.services = services;
}

/** Throws before `Backend.start`. */
export function services(): Services {
  if (!holder.services) throw new Error('The server has not handed over its services yet: Backend.start comes first.');
  return holder.services;
}
