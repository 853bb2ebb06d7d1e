/* notes.js: notes without a journey. Beside the text where the margin has room
 * for them, else in a popover at their mark; and a look at a figure or a source
 * where the text only names it. Without script, and on paper, every note stands
 * in its list and every mark leads there. */
(() => {
  'use strict';

  const GAP = 12; // [px] between two notes in the margin
  const mayPop = 'popover' in HTMLElement.prototype;

  const targetOf = link => link.pathname === location.pathname
    ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;

  /* ---- in the margin ---- */

  const findMark = note => {
    const back = note.querySelector('[role=doc-backlink]');
    return back && targetOf(back);
  };

  /* Whether the margin takes a note of some words' width at least; letters may
   * be large. */
  function hasMargin(section) {
    const em = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const right = section.getBoundingClientRect().right;
    return document.documentElement.clientWidth - right >= 15 * em;
  }

  /* Notes of a cascade have its stage beside them. */
  function sortList(list, margin) {
    for (const note of list.children) {
      const mark = findMark(note);
      note.classList.toggle('aside', Boolean(margin && mark &&
                                             !mark.closest('.cascade')));
      note.tabIndex = -1;
    }
    list.parentElement.classList.toggle('bare',
      [...list.children].every(note => note.classList.contains('aside')));
  }

  function sortNotes(lists) {
    const margins = lists.map(list => hasMargin(list.closest('section')));
    lists.forEach((list, i) => sortList(list, margins[i]));
  }

  /* All are measured before the first is moved. */
  function placeNotes(lists) {
    let floor = -Infinity;
    const places = lists.flatMap(list => {
      const top = list.closest('section').getBoundingClientRect().top;
      return [...list.querySelectorAll('.aside')].map(note => ({
        note, top, wanted: findMark(note).getBoundingClientRect().top,
        height: note.offsetHeight}));
    });
    for (const {note, top, wanted, height} of places) {
      const at = Math.max(wanted, floor + GAP);
      note.style.top = `${at - top}px`;
      floor = at + height;
    }
  }

  const isSeen = note => {
    const {top, bottom} = note.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  /* Whoever walks by Tab may be at a note that has not had its place yet, and
   * must not lose it from sight. */
  function placeAround(lists) {
    const note = document.activeElement.closest('.notes .aside');
    const seen = note && isSeen(note);

    placeNotes(lists);
    if (seen && !isSeen(note))
      note.scrollIntoView({block: 'nearest'});
  }

  /* All are sorted at once, so that no section changes its height when one is
   * about to read it; only those of sections that are near are placed, for to
   * measure the others would lay out the whole book. */
  function startMargin() {
    const lists = [...document.querySelectorAll('.notes > ol')];
    const near = new Set();
    let asked = false;

    if (!lists.length)
      return;
    function place() {
      asked = false;
      placeAround(lists.filter(list => near.has(list.closest('section'))));
    }
    function ask() {
      if (!asked)
        requestAnimationFrame(place);
      asked = true;
    }
    const watch = new IntersectionObserver(entries => {
      for (const {target, isIntersecting} of entries)
        near[isIntersecting ? 'add' : 'delete'](target);
      ask();
    }, {rootMargin: '100% 0px'});
    for (const list of lists) {
      watch.observe(list.closest('section'));
      list.addEventListener('focusin', () => placeAround([list]));
    }
    new ResizeObserver(ask).observe(document.body);
    addEventListener('resize', () => {
      sortNotes(lists);
      ask();
    });
    sortNotes(lists);
  }

  /* ---- popovers ---- */

  function makePopover(kind) {
    const box = document.createElement('div');
    box.popover = kind;
    box.className = 'pop';
    document.body.append(box);
    return box;
  }

  /* Below the link, or above where there is more room. */
  function placePopover(box, link) {
    const at = link.getClientRects()[0] || link.getBoundingClientRect();
    const left = Math.min(at.left - 24,
                          document.documentElement.clientWidth -
                          box.offsetWidth - 12);
    const below = at.bottom + 10 + box.offsetHeight < innerHeight ||
                  at.top < innerHeight / 2;
    const top = below ? at.bottom + 10 : at.top - 10 - box.offsetHeight;
    box.style.left = `${Math.max(12, left) + scrollX}px`;
    box.style.top = `${Math.max(8, top) + scrollY}px`;
  }

  const copyWithoutIds = element => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll('[id]').forEach(one => one.removeAttribute('id'));
    copy.removeAttribute('id');
    return copy;
  };

  function startPopovers() {
    const box = makePopover('auto');

    box.tabIndex = -1;
    box.setAttribute('role', 'dialog');
    document.addEventListener('click', event => {
      const link = event.target.closest?.('[role=doc-noteref]');
      const note = link && targetOf(link);
      if (!note || event.ctrlKey || event.metaKey || event.shiftKey)
        return;
      event.preventDefault();
      if (note.classList.contains('aside')) {
        note.focus({preventScroll: true});
        note.scrollIntoView({block: 'nearest'});
        return;
      }
      const copy = copyWithoutIds(note);
      copy.querySelectorAll('[role=doc-backlink]').forEach(back => back.remove());
      box.replaceChildren(...copy.childNodes);
      box.setAttribute('aria-label', link.getAttribute('aria-label'));
      box.showPopover();
      placePopover(box, link);
      box.focus({preventScroll: true});
    });
  }

  /* ---- a look at a figure or a source ---- */

  const isInView = element => {
    const box = element.getBoundingClientRect();
    return box.top < innerHeight - 80 && box.bottom > 80;
  };

  function startLooks() {
    const box = makePopover('manual');
    let timer = 0, on = null;

    box.classList.add('look');
    box.setAttribute('aria-hidden', 'true');

    function hide() {
      clearTimeout(timer);
      on = null;
      if (box.matches(':popover-open'))
        box.hidePopover();
    }

    function copyFigure(figure) {
      const picture = figure.querySelector('picture, img');
      if (!picture || isInView(figure))
        return [];
      const copy = copyWithoutIds(picture);
      (copy.querySelector('img') || copy).loading = 'eager';
      const caption = figure.querySelector('figcaption');
      return caption ? [copy, copyWithoutIds(caption)] : [copy];
    }

    /* An entry of the list of sources, without its ways back. */
    function copySource(entry) {
      const copy = copyWithoutIds(entry);
      copy.querySelectorAll('.cited').forEach(one => one.remove());
      return isInView(entry) ? [] : [...copy.childNodes];
    }

    function show(link) {
      const target = targetOf(link);
      const figure = target?.closest('figure');
      const entry = target?.closest('.sources > li');
      const words = figure ? copyFigure(figure) : entry ? copySource(entry) : [];
      if (!words.length)
        return;
      box.classList.toggle('words', !figure);
      box.replaceChildren(...words);
      box.querySelectorAll('a').forEach(one => one.replaceWith(...one.childNodes));
      box.showPopover();
      placePopover(box, link);
      on = link;
    }

    function later(link, delay) {
      clearTimeout(timer);
      timer = setTimeout(() => link ? show(link) : hide(), delay);
    }

    const linkOf = event => event.target.closest?.('main a');
    document.addEventListener('pointerover', event => {
      const link = linkOf(event);
      if (link && event.pointerType === 'mouse' && link !== on)
        later(link, 250);
      else if (box.contains(event.target))
        clearTimeout(timer);
    });
    document.addEventListener('pointerout', event => {
      if (linkOf(event) || box.contains(event.target))
        later(null, 200);
    });
    document.addEventListener('focusin', event => {
      const link = linkOf(event);
      if (link?.matches(':focus-visible'))
        later(link, 250);
    });
    document.addEventListener('focusout', hide);
    document.addEventListener('click', hide);
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape')
        hide();
    });
  }

  document.addEventListener('octavo-page', () => {
    startMargin();
    if (!mayPop)
      return;
    startPopovers();
    startLooks();
  });
})();
