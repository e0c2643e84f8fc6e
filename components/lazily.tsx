import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Component<P> = (props: P) => ComponentChild;

/**
 * A component whose code is loaded when it is first needed: the popup opens faster without what most openings don't show.
 *
 * @param load loads it
 * @returns the component, which draws nothing until then, and `ready`, which loads it before it is drawn
 */
export function lazily<P extends object>(load: () => Promise<Component<P>>) {
  let Loaded: Component<P> | null = null;
  let loading: Promise<void> | null = null;
  const ready = (): Promise<void> =>
    (loading ??= (async () => {
      Loaded = await load();
    })());
  const Lazy = (props: P) => {
    const [, redraw] = useState(false);
    // As it was when this was drawn: it may be there by the time of the effect, and what was drawn is still nothing.
    const isLoaded = Loaded !== null;
    useEffect(() => {
      if (!isLoaded) void ready().then(() => redraw(true));
    }, [isLoaded]);
    return Loaded && <Loaded {...props} />;
  };
  return Object.assign(Lazy, { ready });
}
