/** What esbuild writes elements with (scripts/build-page.mjs). */
export { Fragment, h } from 'preact';
