/** React's layout effect for components that the server draws, too: it has no layout, and React warns of each one there. */
import { useEffect, useLayoutEffect } from 'react';

export const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;
