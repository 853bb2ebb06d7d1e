/* live.js: unpacks what figures need that readers move: marks.js and moved.js,
 * the module, what the book says of its symbols. The press writes the call with
 * the letters below (see html_live.c).
 *
 * What a newcomer would get wrong: the scripts are deflated with the rest, for
 * a page from a folder is as heavy as its files; so they are not found here. */
window.octavoLive = packed => {
  'use strict';

  /* JSON, a NUL, and the parts that it names by place and length. */
  async function unpack() {
    const bytes = Uint8Array.from(atob(packed), letter => letter.charCodeAt(0));
    const flow = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    const all = new Uint8Array(await new Response(flow).arrayBuffer()), end = all.indexOf(0);
    const part = ([from, length]) => all.subarray(end + 1 + from, end + 1 + from + length);
    const read = bytes => new TextDecoder().decode(bytes);
    const book = JSON.parse(read(all.subarray(0, end)));
    const script = document.createElement('script');
    script.textContent = read(part(book.script));
    document.head.append(script);
    return octavoLive.begin(book, part);
  }

  const start = () => unpack().catch(error => console.warn('live:', error));
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
  else start();
};
