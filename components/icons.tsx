const EYE = 'M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7S2 12 2 12zM9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0';

/** Drawn on 24 × 24, as lines. */
const paths = {
  show: EYE,
  hide: `${EYE}M4 20 20 4`,
  copy: 'M11 9h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM5 15H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1',
  remove: 'M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3',
  add: 'M12 5v14M5 12h14',
  renew: 'M20 11a8 8 0 0 0-14.3-4L3 9.5M3 4v5.5h5.5M4 13a8 8 0 0 0 14.3 4l2.7-2.5M21 20v-5.5h-5.5',
  details: 'm9 5 7 7-7 7',
  back: 'm15 5-7 7 7 7',
  up: 'm5 15 7-7 7 7',
  down: 'm5 9 7 7 7-7',
  done: 'm5 12.5 4.5 4.5L19 7',
  alert: 'M12 3 2.5 20h19L12 3zM12 10v4.5M12 17.5v.1',
  out: 'M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5',
  // A flask for test data, a flash for the real thing: told apart by shape as well as by colour.
  sandbox: 'M9 3h6M10 3v6l-5.5 9.5A1.7 1.7 0 0 0 6 21h12a1.7 1.7 0 0 0 1.5-2.5L14 9V3M7.5 15h9',
  production: 'M13 2 4 14h7l-1 8 9-12h-7l1-8z',
} as const;

interface IconProps {
  name: keyof typeof paths;
}

/** Decoration: what an icon means is always said in words beside it or in the button's name. */
export const Icon = ({ name }: IconProps) => (
  <svg class={`icon icon-${name}`} aria-hidden="true" viewBox="0 0 24 24">
    <path d={paths[name]} />
  </svg>
);

/** Our mark: a key on a shield. The same drawing as `public/icon/mark.svg`. */
export const Mark = () => (
  <svg class="mark" aria-hidden="true" viewBox="0 0 128 128">
    <path class="mark-ground" d="M64 4 112 22v42c0 30-20 50-48 60C36 114 16 94 16 64V22z" />
    <path
      class="mark-key"
      d="M64 28a20 20 0 0 0-8 38.3V100h16v-9h10V77H72V66.3A20 20 0 0 0 64 28zm0 12a8 8 0 1 1 0 16 8 8 0 0 1 0-16z"
    />
  </svg>
);
