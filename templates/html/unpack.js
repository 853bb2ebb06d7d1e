/* unpack.js: stands in every page: says that the stage will be driven, for the
 * first layout is to know it, and unpacks what the press has packed: script.js,
 * which has the scripts of the page and the style that only they need, and
 * live.js, with what figures need that readers move. The press writes the calls
 * with the letters (see html_pack.c).
 *
 * What a newcomer would get wrong: the scripts are not found here, for a page
 * from a folder is as heavy as its files. They run when they are unpacked,
 * which may be after the page has been read, so they wait for "octavo-page". */
(() => {
  'use strict';

  if (window.DecompressionStream && !matchMedia('(prefers-reduced-motion: reduce)').matches)
    document.documentElement.classList.add('driven');

  /* Each letter is two bytes; before one that no string takes stands FLIPPED,
   * and its uppermost bit is the other one. Zlib's first byte is an "x". */
  const FLIPPED = 0xe000, TOP = 0x8000, FIRST = 120;

  function readLetters(letters) {
    const pairs = new Uint16Array(letters.length);
    let count = 0;
    for (let i = 0; i < letters.length; i++) {
      const code = letters.charCodeAt(i);
      pairs[count++] = code === FLIPPED ? letters.charCodeAt(++i) ^ TOP : code;
    }
    const bytes = new Uint8Array(pairs.buffer, 0, 2 * count);
    return bytes.subarray(bytes.indexOf(FIRST));
  }

  function add(name, words) {
    const element = document.createElement(name);
    element.textContent = words;
    document.head.append(element);
  }

  /* JSON, a NUL, and the parts that it names by place and length. */
  async function unpack(letters) {
    const flow = new Blob([readLetters(letters)]).stream()
      .pipeThrough(new DecompressionStream('deflate'));
    const all = new Uint8Array(await new Response(flow).arrayBuffer());
    const end = all.indexOf(0);
    const part = ([from, length]) => all.subarray(end + 1 + from, end + 1 + from + length);
    const read = bytes => new TextDecoder().decode(bytes);
    const book = JSON.parse(read(all.subarray(0, end)));
    add('style', book.style);
    add('script', read(part(book.script)));
    return [book, part];
  }

  const ready = document.readyState !== 'loading' ? Promise.resolve()
    : new Promise(done => document.addEventListener('DOMContentLoaded', done));
  const call = (letters, begin) => ready.then(() => unpack(letters)).then(begin)
    .catch(error => console.warn('octavo:', error));

  window.octavoPage = letters => window.DecompressionStream &&
    call(letters, ([{facts}]) => document.dispatchEvent(
      new CustomEvent('octavo-page', {detail: facts})));
  window.octavoLive = letters => {
    octavoLive.called = true;
    call(letters, parts => octavoLive.begin(...parts));
  };
})();
