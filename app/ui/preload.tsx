/** `<Preload files={...}>`: what the page's scripts will ask for (app/kit/built-files.server.ts), fetched while the page is still read. */
import type { LateFiles } from '~/kit/built-files.server';

export function Preload({ files: { scripts, styles } }: { files: LateFiles }) {
  return (
    <>
      {scripts.map((href) => (
        <link key={href} rel="modulepreload" href={href} />
      ))}
      {styles.map((href) => (
        // As Vite asks for it later; one that is asked for in another way would be fetched twice.
        <link key={href} rel="preload" as="style" href={href} crossOrigin="anonymous" />
      ))}
    </>
  );
}
