/* unpack.js: unpacks what the press has packed: the scripts of the page and the
 * style that only they need, which script.js ends in, and live.js, with what
 * figures need that readers move. The press writes the calls with the letters
 * (see html_pack.c).
 *
 * What a newcomer would get wrong: the scripts are not found here, for a page
 * from a folder is as heavy as its files. They run when they are unpacked,
 * which may be after the page has been read, so they wait for "octavo-page". */
(() => {
  'use strict';

  /* Each letter holds seven bits. Those that no string takes stand in the upper
   * bits of the one that follows them. */
  const RARE = [0, 10, 13, 34, 60, 92];

  function readLetters(letters) {
    const bytes = new Uint8Array(letters.length * 2);
    let bits = 0, count = 0, length = 0;

    function take(seven) {
      bits = (bits << 7 | seven) & 0x7fff;
      count += 7;
      if (count > 7)
        bytes[length++] = bits >> (count -= 8);
    }
    for (let i = 0; i < letters.length; i++) {
      const code = letters.charCodeAt(i), rare = RARE[(code >> 7) - 2];
      if (rare !== undefined)
        take(rare);
      take(code & 127);
    }
    return bytes.subarray(0, length);
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
