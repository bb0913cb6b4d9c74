/** How tests start Chromium: the one that `npm test` found. */
import { chromiumFlags, installedChromium } from '../../server/cli/chromium.mjs';

export const CHROMIUM = { executablePath: installedChromium() ?? undefined, args: chromiumFlags };
