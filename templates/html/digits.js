/* digits.js: unpacks live.js, whose letters are the digits of one number, in the
 * page's turns (see live/unpack.c, the module that knows what bytes they are).
 *
 * What a newcomer would get wrong: what is packed waits until all of the page's
 * own scripts run, for it takes longer than they do. */
(() => {
  'use strict';

  /* What no string takes as a letter. */
  const RARE = [0, 10, 13, 34, 60, 92];
  const SLICE = 8; /* [ms] before the page gets its turn */

  let letters, at;
  const digit = () => {
    const letter = letters.charCodeAt(at++);
    return letter - RARE.filter(rare => rare < letter).length - (letter > 0xdfff) * 2048;
  };

  /* The bytes that digits of a radix hold; at code a module's begins. */
  octavoLive.read = async (radix, total, code, words) => {
    const {instance: {exports: {begin, enter, byte}}} =
      await WebAssembly.instantiate(octavoLive.unpacker, {page: {digit}});
    const bytes = new Uint8Array(total);
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
  };
})();
