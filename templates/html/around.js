/* around.js: where one is and where one could go: a button that names the
 * section, the contents behind it, and the place where one stopped reading the
 * last time, which is offered and never forced. Nothing of it is needed: the
 * page has its contents at the beginning. */
(() => {
  'use strict';

  /* The words of a book that is not in English. */
  const say = JSON.parse(document.documentElement.dataset.say || '{}');

  /* One memory for all pages of a folder. */
  const FILE = location.pathname.split('/').pop();
  const KEY = 'octavo:' + location.pathname.slice(0, -FILE.length || undefined);

  /* A page from a disk may be denied its memory. */
  function remember(value) {
    try {
      if (value === undefined)
        return JSON.parse(localStorage.getItem(KEY));
      localStorage.setItem(KEY, JSON.stringify(value));
    } catch {}
    return null;
  }

  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  /* "3 The labs" */
  const titleOf = link => link.textContent.trim();

  /* ---- the contents behind a button ---- */

  function makePanel(contents) {
    const nav = contents.cloneNode(true);
    const close = make('button', {type: 'button', className: 'close'});
    const panel = make('dialog', {className: 'panel'},
                       make('div', {className: 'head'}, close), nav);

    close.setAttribute('aria-label', say.close || 'Close');
    close.addEventListener('click', () => panel.close());
    panel.setAttribute('aria-label', say.contents || 'Contents');
    nav.className = 'inside';
    nav.setAttribute('aria-label', say.contents || 'Sections');
    nav.querySelectorAll('[id]').forEach(one => one.removeAttribute('id'));
    panel.addEventListener('click', event => {
      if (event.target === panel || event.target.closest('a[href]'))
        panel.close();
    });
    document.body.append(panel);
    return panel;
  }

  /* Whether it lies over what the keyboard is at. */
  function covers(button) {
    const other = document.querySelector(':focus-visible');
    if (!other || other === button)
      return false;
    const box = button.getBoundingClientRect(), at = other.getBoundingClientRect();
    return box.left < at.right && at.left < box.right &&
           box.top < at.bottom && at.top < box.bottom;
  }

  /* It leaves while one reads on, and comes back with the first step back. */
  function hideWhileReading(button) {
    let last = scrollY;

    function look() {
      if (Math.abs(scrollY - last) > 24)
        button.classList.toggle('away', scrollY > last || covers(button));
      else
        return;
      last = scrollY;
    }
    addEventListener('scroll', look, {passive: true});
    addEventListener('focusin', () => {
      if (covers(button))
        button.classList.add('away');
    });
  }

  /* Says the section that the middle of the window is in. */
  function watchSections(sections, say) {
    const inside = new Set();

    const observer = new IntersectionObserver(entries => {
      for (const {target, isIntersecting} of entries)
        inside[isIntersecting ? 'add' : 'delete'](target);
      const on = sections.findLast(section => inside.has(section));
      if (on)
        say(on);
    }, {rootMargin: '-45% 0px -55% 0px'});
    sections.forEach(section => observer.observe(section));
  }

  function startPanel(contents, sections) {
    const panel = makePanel(contents);
    const links = [...panel.querySelectorAll('.inside a')];
    const button = make('button', {type: 'button', className: 'where'},
                        say.contents || 'Contents and search');

    button.setAttribute('aria-haspopup', 'dialog');
    button.addEventListener('click', () => panel.showModal());
    document.querySelector('.skip').after(button);
    hideWhileReading(button);
    watchSections(sections, section => {
      for (const link of links) {
        const here = link.hash === '#' + section.id ||
                     (!link.hash && link.href === location.href.split('#')[0]);
        if (!here) {
          link.removeAttribute('aria-current');
          continue;
        }
        link.setAttribute('aria-current', 'location');
        button.replaceChildren(make('span', {className: 'unseen'}, (say.contents || 'Contents') + ': '),
                               titleOf(link));
      }
    });
  }

  /* ---- the first layout ---- */

  const TURN = 12; // [ms] that laying out may take at a time
  let slice = 2000; // letters, or so, that took as long the last time

  /* A part's work in letters; a section's own parts have turns of theirs. */
  const weigh = part => part.localName === 'section' ? 0
    : part.textContent.length + 30 * part.getElementsByTagName('*').length;

  /* Of a long book it would take longer than a reader waits: so after the first
   * paint its parts are laid out a few at a time. The next turn is the loading
   * of an empty picture, for that holds back the page's own load event: who
   * waits for it, to print or to read the text, finds the whole page. */
  function layOut(parts, done, most = slice) {
    const start = performance.now();
    let weight = 0;
    while (parts.length && (!weight || weight + weigh(parts[0]) < most)) {
      const part = parts.shift();
      weight += weigh(part);
      part.style.contentVisibility = 'visible';
    }
    document.body.getBoundingClientRect();
    const share = TURN / (performance.now() - start);
    slice = Math.min(20000, Math.max(1500, weight * Math.min(2, share)));
    if (parts.length)
      layOutLater(parts, done);
    else
      done();
  }

  function layOutLater(parts, done) {
    const turn = new Image();
    turn.onerror = () => layOut(parts, done);
    turn.src = 'data:,';
  }

  /* Faces of which nothing is in sight are not loaded before the first sign of a
   * reader, though all is laid out. */
  function atFirstSign(begin) {
    const once = new AbortController();
    const hears = {passive: true, capture: true, signal: once.signal};

    for (const kind of ['scroll', 'keydown', 'pointermove', 'touchstart'])
      addEventListener(kind, () => { once.abort(); begin(); }, hears);
  }

  /* ---- the place that was asked for ---- */

  const STILL = 1000; // [ms] after which a page that has loaded keeps still
  const BLOCKS = '.phase, :is(h2, h3, h4, p, li, tr, pre, figure):not(.phase *, .aside *)';

  /* The line of the window that one reads at, of a cascade the one that moves
   * its frames. */
  const lineOf = block => innerHeight * (parseFloat(
    getComputedStyle(block).getPropertyValue('--anchor')) || 0.33);

  /* What stands at that line, by its number in its section, and the share of it
   * that has passed: that is the same whatever the page's width is. */
  function findSpot(sections) {
    const isAbove = one => one.getBoundingClientRect().top < lineOf(one);
    const section = sections.findLast(isAbove);
    const blocks = [...section?.querySelectorAll(BLOCKS) || []];
    const at = blocks.findLastIndex(isAbove);
    if (at < 0)
      return null;
    const box = blocks[at].getBoundingClientRect();
    return {id: section.id, at,
            share: (lineOf(blocks[at]) - box.top) / (box.height || 1)};
  }

  function goToSpot({id, at, share}) {
    const block = document.getElementById(id)?.querySelectorAll(BLOCKS)[at];
    if (!block)
      return;
    const box = block.getBoundingClientRect();
    scrollBy(0, box.top + share * box.height - lineOf(block));
  }

  /* What is laid out above it, and faces, notes and panels that come late, push
   * away what the address names, or the place where a page was left that is
   * loaded again. So the page goes back there until all is still, or until the
   * reader moves: a page that scrolls while its height stays was moved. */
  function holdPlace(still) {
    const spot = history.state?.spot;
    const named = !spot && document.querySelector(
      location.hash.startsWith('#live') ? 'figure[data-live]' : ':target');
    const free = new AbortController();
    const hears = {passive: true, capture: true, signal: free.signal};
    let place = scrollY, height = 0;

    if (!named && !spot)
      return;
    history.scrollRestoration = 'manual';
    function hold() {
      if (free.signal.aborted)
        return;
      if (named)
        named.scrollIntoView();
      else
        goToSpot(spot);
      place = scrollY;
      height = document.body.offsetHeight;
    }
    for (const kind of ['wheel', 'touchstart', 'keydown', 'pointerdown', 'hashchange'])
      addEventListener(kind, () => free.abort(), hears);
    addEventListener('scroll', () => {
      if (Math.abs(scrollY - place) > 2 && height === document.body.offsetHeight)
        free.abort();
    }, hears);
    const watch = new ResizeObserver(hold);
    watch.observe(document.body);
    free.signal.addEventListener('abort', () => {
      watch.disconnect();
      history.scrollRestoration = 'auto';
    });
    Promise.all([still, document.fonts.ready]).then(() => {
      hold();
      setTimeout(() => free.abort(), STILL);
    });
  }

  /* Who turns a phone, makes a window wider or comes back reads on where they
   * were. */
  function keepSpot(sections) {
    let timer = 0, width = innerWidth;
    const goLater = spot => spot && requestAnimationFrame(() => goToSpot(spot));

    function keep() {
      clearTimeout(timer);
      history.replaceState({spot: findSpot(sections)}, '');
    }
    addEventListener('scroll', () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 300);
    }, {passive: true});
    addEventListener('click', event => {
      if (event.target.closest?.('a[href]'))
        keep();
    }, true);
    addEventListener('popstate', ({state}) => goLater(state?.spot));
    addEventListener('resize', () => {
      if (width !== innerWidth)
        goLater(history.state?.spot);
      width = innerWidth;
    });
  }

  /* A link within the page, while parts of it have no height yet. */
  function follow(parts) {
    if (!parts.length)
      return;
    layOut(parts, () => {}, Infinity);
    document.querySelector(':target')?.scrollIntoView();
  }

  /* ---- links to headings ---- */

  /* For those who want to pass a place on; the sign is the style sheet's, so
   * that the heading's words stay as they are. */
  function addAnchor(heading) {
    const id = heading.id || heading.parentElement.id;
    if (!id) return;
    const link = make('a', {className: 'anchor', href: '#' + id});
    /* Who has headings read out does not hear of the link in each. */
    if (!heading.querySelector('math'))
      heading.setAttribute('aria-label', heading.textContent);
    link.setAttribute('aria-label', say.link || 'Link to this place');
    heading.append(link);
  }

  /* ---- where one stopped ---- */

  /* The last heading above the window's upper third, and how far on [px]. Its
   * section is found first, for a heading out of sight has no place yet. */
  function findPlace(sections) {
    const isAbove = one => one.getBoundingClientRect().top < innerHeight / 3;
    const above = [...sections.findLast(isAbove)
      ?.querySelectorAll('h2, h3, h4') || []].findLast(isAbove);
    return above && {file: FILE, id: above.id || above.closest('[id]').id,
                     words: above.textContent.trim(),
                     down: Math.round(-above.getBoundingClientRect().top)};
  }

  function offerPlace(place) {
    const here = place.file === FILE;
    const target = here && document.getElementById(place.id);
    if (here ? !target : !document.querySelector('header.title'))
      return;
    const link = make('a', {href: (here ? '' : place.file) + '#' + place.id}, say.next ? say.next + ': \u201c' : 'Continue at \u201c',
                      make('b', {}, place.words), '\u201d');
    const no = make('button', {type: 'button', className: 'close'});
    const offer = make('p', {className: 'resume'}, link, no);

    function leave() {
      offer.remove();
      removeEventListener('scroll', leaveLater);
    }
    function leaveLater() {
      if (scrollY > innerHeight)
        leave();
    }
    if (here)
      link.addEventListener('click', () => setTimeout(() => {
        const heading = target.matches('h2, h3, h4') ? target
          : [...target.querySelectorAll('h2, h3, h4')].find(
              one => one.textContent.trim() === place.words) || target;
        scrollTo(0, heading.getBoundingClientRect().top + scrollY + place.down);
        leave();
      }));
    no.setAttribute('aria-label', say.close || 'No, begin at the beginning');
    no.addEventListener('click', () => { remember(null); leave(); });
    addEventListener('scroll', leaveLater, {passive: true});
    document.querySelector('.skip').after(offer);
  }

  function startMemory(sections) {
    const place = remember();
    let timer = 0;

    if (place && place.id && !location.hash && scrollY < 100)
      offerPlace(place);
    addEventListener('scroll', () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const now = scrollY > innerHeight && findPlace(sections);
        if (now)
          remember(now);
      }, 500);
    }, {passive: true});
  }

  /* ---- what is wider than the page ---- */

  /* What scrolls by itself is a stop for the keyboard, and only as long as it
   * does. Not every browser sees to that. */
  function watchWide() {
    const watch = new ResizeObserver(seen => {
      for (const {target} of seen)
        if (target.scrollWidth > target.clientWidth)
          target.tabIndex = 0;
        else
          target.removeAttribute('tabindex');
    });
    document.querySelectorAll('.display, .table, pre')
      .forEach(one => watch.observe(one));
  }

  document.addEventListener('octavo-page', () => {
    atFirstSign(() => document.documentElement.classList.remove('fresh'));
    watchWide();
    const contents = document.querySelector('nav.contents');
    const sections = [...document.querySelectorAll('main > section[id]')];

    if (contents)
      startPanel(contents, sections);
    document.querySelectorAll('main :is(h2, h3, h4, h5, h6)').forEach(addAnchor);
    startMemory(sections);
    const parts = [...document.querySelectorAll(
      'main > section + section, section + section > :not(.notes)')];
    keepSpot(sections);
    holdPlace(new Promise(done => layOutLater(parts, done)));
    addEventListener('hashchange', () => follow(parts));
  });
})();
