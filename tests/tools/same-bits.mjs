// same-bits.mjs FILE: runs same_bits of a WebAssembly module that asks
// nothing of its host, and prints the string that it gives.
import { readFileSync } from 'node:fs';

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const asked = WebAssembly.Module.imports(module);
if (asked.length > 0)
  throw new Error(`the module asks for ${JSON.stringify(asked)}`);
const { memory, same_bits } = new WebAssembly.Instance(module).exports;
const at = same_bits();
const bytes = new Uint8Array(memory.buffer);
process.stdout.write(
  new TextDecoder().decode(bytes.subarray(at, bytes.indexOf(0, at))));
