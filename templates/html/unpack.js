/* unpack.js: stands in every page: says that the stage will be driven and that
 * nobody has read yet, for the first layout is to know it, and unpacks what the press has packed: script.js,
 * which has the scripts of the page and the style that only they need, and
 * live.js, with what figures need that readers move. These are calls of octavo
 * (see html_pack.c), at a time when the page has been read.
 *
 * What a newcomer would get wrong: the scripts are not found here, for a page
 * from a folder is as heavy as its files. They run when they are unpacked, and
 * then hear an event of the name that the call has. */
(() => {
  const {classList} = document.documentElement;
  if (window.DecompressionStream) {
    classList.add('fresh');
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches)
      classList.add('driven');
  }

  const add = (name, words) => document.head.append(
    Object.assign(document.createElement(name), {textContent: words}));

  /* Each letter is two bytes; the first one of a block is the key of the others
   * in it. Before the first byte there may be one to skip. What comes out is
   * JSON, a NUL, and the parts that the JSON names by where they are. */
  window.octavo = async (letters, block, skip, name) => {
    const code = at => letters.charCodeAt(at);
    const pairs = Uint16Array.from(letters, (letter, i) => code(i) ^ code(i - i % block) * (i % block))
      .filter((pair, i) => i % block);
    const flow = new Blob([pairs]).slice(skip).stream()
      .pipeThrough(new DecompressionStream('deflate'));
    const all = new Uint8Array(await new Response(flow).arrayBuffer());
    const end = all.indexOf(0);
    const part = ([from, to]) => all.subarray(end + from, end + to);
    const read = place => new TextDecoder().decode(part(place));
    const book = JSON.parse(read([-end, 0]));
    add('style', book.style);
    add('script', read(book.script));
    document.dispatchEvent(new CustomEvent(name, {detail: [book, part]}));
  };
})();
