/* unpack.js: unpacks what the press has packed: page.js, the scripts of the page
 * and the style that only they need, and live.js, with what figures need that
 * readers move. The press writes the calls with the letters
 * (see html_pack.c), and first the module that unpacks them (live/unpack.c).
 *
 * What a newcomer would get wrong: the scripts are not found here, for a page
 * from a folder is as heavy as its files. They run when they are unpacked,
 * which may be after the page has been read, so they wait for "octavo-page". */
(() => {
  'use strict';

  /* What no string takes as a letter. */
  const RARE = [0, 10, 13, 34, 60, 92];
  const SLICE = 8; /* [ms] before the page gets its turn */

  let letters, at, unpacker, fetched = false;
  const digit = () => {
    const letter = letters.charCodeAt(at++);
    return letter - RARE.filter(rare => rare < letter).length - (letter > 0xdfff) * 2048;
  };

  async function inflate(words) {
    const flow = new Blob([Uint8Array.from(atob(words), letter => letter.charCodeAt())])
      .stream().pipeThrough(new DecompressionStream('deflate'));
    const module = await new Response(flow).arrayBuffer();
    return (await WebAssembly.instantiate(module, {page: {digit}})).instance.exports;
  }

  /* The bytes that digits of a radix hold; at code a module's begins. */
  async function read(radix, total, code, words) {
    const bytes = new Uint8Array(total), {begin, enter, byte} = await unpacker;
    letters = words;
    at = 0;
    begin(radix);
    for (let i = 0, until = 0; i < total; i++) {
      if (performance.now() > until) {
        await new Promise(go => setTimeout(go));
        until = performance.now() + SLICE;
      }
      if (code && i === code)
        enter();
      bytes[i] = byte();
    }
    return bytes;
  }

  function add(name, words) {
    const element = document.createElement(name);
    element.textContent = words;
    document.head.append(element);
  }

  /* JSON, a NUL, and the parts that it names by place and length. */
  async function unpack(packed) {
    const all = await read(...packed), end = all.indexOf(0);
    const part = ([from, length]) => all.subarray(end + 1 + from, end + 1 + from + length);
    const words = bytes => new TextDecoder().decode(bytes);
    const book = JSON.parse(words(all.subarray(0, end)));
    add('style', book.style);
    add('script', words(part(book.script)));
    return [book, part];
  }

  let ready = document.readyState !== 'loading' ? Promise.resolve()
    : new Promise(done => document.addEventListener('DOMContentLoaded', done));
  /* One after the other. */
  const follow = (work, begin) => {
    ready = ready.then(work).then(begin)
      .catch(error => console.warn('octavo:', error));
  };
  const begin = ([{facts}]) => document.dispatchEvent(
    new CustomEvent('octavo-page', {detail: facts}));

  /* A script beside the page runs after those that were fetched before. */
  window.octavoFetch = src => document.head.append(
    Object.assign(document.createElement('script'), {src, async: false}));
  /* A page in one file has the others already. */
  window.octavoUnpack = words => {
    if (!window.DecompressionStream || !window.WebAssembly)
      return;
    unpacker = inflate(words);
    ready.then(() => fetched || octavoFetch('page.js'));
  };
  window.octavoPage = (...packed) => {
    fetched = true;
    if (unpacker)
      follow(() => unpack(packed), begin);
  };
  window.octavoPlain = (style, facts, script) => follow(() => {
    add('style', style);
    script();
    return [{facts}];
  }, begin);
  window.octavoLive = (...packed) => {
    octavoLive.called = true;
    if (unpacker)
      follow(() => unpack(packed), parts => octavoLive.begin(...parts));
  };
})();
