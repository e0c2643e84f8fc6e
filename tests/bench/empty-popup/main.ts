import { h, render } from 'preact';

/** The least that a popup made with Preact can be: what ours is compared with. */
render(h('button', null, 'Ready'), document.body);
