/* large.js: figures that open large, with their data to take away and their
 * description in words. The browser's own dialog keeps the focus inside and
 * closes on Escape. */
(() => {
  'use strict';

  /* The words of a book that is not in English. */
  const say = JSON.parse(document.documentElement.dataset.say || '{}');

  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  const nameOf = figure =>
    figure.querySelector('figcaption b')?.textContent.replace(/\.$/, '') ||
    say.figure || 'Figure';

  function copyPlain(element) {
    const copy = element.cloneNode(true);
    [copy, ...copy.querySelectorAll('[id], [aria-describedby]')].forEach(one => {
      one.removeAttribute('id');
      one.removeAttribute('aria-describedby');
    });
    return copy;
  }

  /* The data behind a figure are folded away below it. */
  const dataOf = figure => figure.nextElementSibling?.matches('.data')
    ? figure.nextElementSibling : null;

  function listDownloads(figure, image) {
    const data = dataOf(figure)?.querySelectorAll('a[download]') || [];
    const links = [...data].map(copyPlain);
    if (image.getAttribute('src').endsWith('.svg')) {
      const drawing = make('a', {href: image.getAttribute('src'), download: ''},
                           'SVG');
      links.push(drawing);
    }
    return make('p', {className: 'downloads'}, ...links);
  }

  function startLarge() {
    const body = make('div', {className: 'body'});
    const close = make('button', {type: 'button', className: 'close'});
    const dialog = make('dialog', {className: 'large'}, close, body);

    close.setAttribute('aria-label', say.close || 'Close');
    close.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', event => {
      if (event.target === dialog)
        dialog.close();
    });
    document.body.append(dialog);

    return figure => {
      const image = figure.querySelector('img');
      const picture = copyPlain(image.closest('picture') || image);
      const caption = figure.querySelector('figcaption');
      const words = dataOf(figure)?.querySelector('p[id]');
      const pane = make('div', {className: 'pane', tabIndex: 0}, picture);

      (picture.querySelector('img') || picture).loading = 'eager';
      pane.setAttribute('role', 'group');
      pane.setAttribute('aria-label', nameOf(figure));
      body.replaceChildren(
        pane,
        ...(caption ? [make('p', {className: 'caption'},
                            ...copyPlain(caption).childNodes)] : []),
        ...(words ? [copyPlain(words)] : []),
        listDownloads(figure, image));
      dialog.setAttribute('aria-label', nameOf(figure));
      dialog.showModal();
      dialog.scrollTop = 0;
    };
  }

  document.addEventListener('octavo-page', () => {
    const figures = [...document.querySelectorAll('main figure')].filter(
      figure => !figure.matches('.stage, .strip') && figure.querySelector('img'));
    if (!figures.length)
      return;
    const open = startLarge();
    for (const figure of figures) {
      const image = figure.querySelector('img');
      const button = make('button', {type: 'button', className: 'enlarge'});
      button.setAttribute('aria-label', (say.enlarge || 'Enlarge {1}').replace('{1}', say.enlarge
        ? nameOf(figure) : nameOf(figure).toLowerCase()));
      button.addEventListener('click', () => open(figure));
      image.addEventListener('click', () => open(figure));
      (image.closest('picture') || image).after(button);
    }
  });
})();
