/* search.js: a search within the book that asks nobody. Its index is made from
 * the page's own words when the contents are opened for the first time. All
 * words of the query must be in a passage; whole words and headings count
 * most. */
(() => {
  'use strict';

  /* The words of a book that is not in English. */
  const say = JSON.parse(document.documentElement.dataset.say || '{}');

  const MOST = 24; // passages shown
  const AROUND = 60; // letters around the first find
  const BLOCKS = 'h2, h3, h4, p, li, figcaption, tr, pre, dd, blockquote > p';

  /* Readers type straight quotes and short dashes, and leave accents out. */
  const plain = words => words.normalize('NFKD')
    .replace(/[\u0300-\u036f\u00ad]/g, '').replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"').replace(/[\u2010-\u2013\u2212]/g, '-')
    .toLowerCase();

  /* The same the other way: what the page may have for such a word. */
  const WRITTEN = {"'": "['\u2018\u2019]", '"': '["\u201c\u201d]',
                   '-': '[-\u2010-\u2013\u2212]'};
  const unfold = words => [...words].map(
    letter => (WRITTEN[letter] || escape(letter)) + '[\u0300-\u036f\u00ad]*').join('');

  /* ---- index ---- */

  const weigh = block => block.matches('h2, h3, h4') ? 12
    : block.matches('figcaption') ? 3
    : block.closest('.notes, details') ? 0.7 : 1;

  /* Passages of the page: words, and the heading that they stand under. */
  function readPage() {
    const passages = [];
    let title = '', id = '';

    for (const block of document.querySelectorAll(
      `main :is(${BLOCKS})`)) {
      if (block.querySelector('p') || block.closest('.keys, .progress, .unseen'))
        continue;
      const words = block.textContent.replace(/\s+/g, ' ').trim();
      if (block.matches('h2, h3, h4')) {
        title = words;
        id = block.id || block.closest('[id]')?.id || id;
      }
      if (words)
        passages.push({block, words, title, href: '#' + id,
                       plain: plain(words), weight: weigh(block)});
    }
    return passages;
  }

  /* Passages of all pages, from a script of their own; of this page alone when
   * the book is one page, or the script cannot be had. */
  function readBook() {
    const source = document.documentElement.dataset.words;

    if (!source)
      return Promise.resolve(readPage());
    return new Promise(done => {
      const script = document.createElement('script');
      window.octavoWords = rows => done(rows.map(([file, id, title, words]) => ({
        words: words || title, title, href: file + (id && '#' + id),
        plain: plain(words || title), weight: words ? 1 : 12})));
      script.onerror = () => done(readPage());
      script.src = source;
      document.head.append(script);
    });
  }

  /* ---- ranking ---- */

  const escape = words => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

  /* How well a passage holds a word: 0 not at all, 3 as a whole word. */
  function rate(passage, term) {
    if (term.whole.test(passage))
      return 3;
    if (term.start.test(passage))
      return 2;
    return term.words.length > 2 && passage.includes(term.words) ? 1 : 0;
  }

  function find(passages, query) {
    const terms = plain(query).split(/\s+/).filter(Boolean).map(words => ({
      words,
      whole: new RegExp(`(?<![\\p{L}\\p{N}])${escape(words)}(?![\\p{L}\\p{N}])`, 'u'),
      start: new RegExp(`(?<![\\p{L}\\p{N}])${escape(words)}`, 'u')}));
    const found = [];

    for (const passage of terms.length ? passages : []) {
      const rates = terms.map(term => rate(passage.plain, term));
      if (rates.every(Boolean))
        found.push({passage, score: passage.weight *
                                    rates.reduce((sum, one) => sum + one, 0)});
    }
    found.sort((a, b) => b.score - a.score);
    return {found: found.map(one => one.passage), terms};
  }

  /* ---- results ---- */

  /* The words around the first find, with the finds marked. Letters may count
   * differently once accents are gone, so the words are searched themselves,
   * with accents that are letters of their own. */
  function excerpt(passage, terms) {
    const words = passage.normalize('NFD');
    const finds = new RegExp(terms.map(term => unfold(term.words)).join('|'), 'giu');
    const first = Math.max(0, words.search(finds));
    const start = first > AROUND ? words.indexOf(' ', first - AROUND) + 1 : 0;
    const piece = words.slice(start, first + 2 * AROUND);
    const line = document.createElement('span');
    let at = 0;

    line.append(start ? '\u2026\u202f' : '');
    for (const match of piece.matchAll(finds)) {
      const mark = document.createElement('mark');
      mark.textContent = match[0].normalize();
      line.append(piece.slice(at, match.index), mark);
      at = match.index + match[0].length;
    }
    line.append(piece.slice(at),
                start + piece.length < words.length ? '\u202f\u2026' : '');
    return line;
  }

  function makeResult(passage, terms) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    const title = document.createElement('b');

    link.href = passage.href;
    title.textContent = passage.title;
    link.append(title);
    if (passage.words !== passage.title)
      link.append(excerpt(passage.words, terms));
    item.append(link);
    /* To the passage itself, after the link's own jump to its heading. */
    if (passage.block)
      link.addEventListener('click', () => setTimeout(() => {
        const fold = passage.block.closest('details');
        if (fold)
          fold.open = true;
        passage.block.scrollIntoView({block: 'center'});
        passage.block.classList.add('found');
        setTimeout(() => passage.block.classList.remove('found'), 4000);
      }));
    return item;
  }

  /* ---- the field ---- */

  function moveFocus(event, field, list) {
    const links = [...list.querySelectorAll('a')];
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!step || !links.length)
      return;
    event.preventDefault();
    const at = links.indexOf(document.activeElement) + step;
    (links[at] || (at < 0 ? field : links[links.length - 1])).focus();
  }

  function addSearch(panel) {
    const form = document.createElement('form');
    const label = document.createElement('label');
    const field = document.createElement('input');
    const count = document.createElement('p');
    const list = document.createElement('ol');
    let book = null;

    field.type = 'search';
    field.autocomplete = 'off';
    field.autofocus = matchMedia('(hover: hover)').matches;
    label.append(say.search || 'Search this book', field);
    count.className = 'count';
    count.setAttribute('role', 'status');
    list.className = 'results';
    form.setAttribute('role', 'search');
    form.append(label, count, list);
    panel.querySelector('.head').after(form);

    field.addEventListener('input', async () => {
      const asked = field.value;
      const passages = await (book = book || readBook());
      if (asked !== field.value)
        return;
      const {found, terms} = find(passages, field.value);
      list.replaceChildren(...found.slice(0, MOST)
        .map(passage => makeResult(passage, terms)));
      panel.classList.toggle('searching', terms.length > 0);
      count.textContent = !terms.length ? ''
        : say.nothing ? `${found.length || say.nothing}`
        : found.length === 1 ? '1 passage' : `${found.length || 'No'} passages`;
    });
    form.addEventListener('submit', event => {
      event.preventDefault();
      list.querySelector('a')?.click();
    });
    form.addEventListener('keydown', event => moveFocus(event, field, list));
  }

  document.addEventListener('octavo-page', () => {
    const panel = document.querySelector('dialog.panel');
    if (panel)
      addSearch(panel);
  });
})();
