/* near.js: fetches live.js when a figure that readers may move comes near, or
 * the stage of a sequence that the page can draw, or when the address holds the
 * state of one. A page in one file has it already, and no file of scripts. */
(() => {
  'use strict';

  const FAR = '1200px';

  function fetch() {
    const script = document.createElement('script');
    script.src = 'live.js';
    document.head.append(script);
  }

  document.addEventListener('octavo-page', () => {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const figures = document.querySelectorAll(
      'figure[data-live]' + (calm ? '' : ', figure[data-drawn]'));
    if (!figures.length || !window.WebAssembly || !window.FontFace ||
        !document.querySelector('script[src="script.js"]')) return;
    if (location.hash.startsWith('#live')) {
      fetch();
      return;
    }
    const watch = new IntersectionObserver(seen => {
      if (!seen.some(one => one.isIntersecting)) return;
      watch.disconnect();
      fetch();
    }, {rootMargin: FAR});
    figures.forEach(figure => watch.observe(figure));
  });
})();
