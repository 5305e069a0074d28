// SPDX-License-Identifier: Apache-2.0
// Changes the JavaScript that emscripten made for PGlite. Each change must find its place exactly once: another version
// of PGlite fails the build rather than misbehaves.

const CHANGES = [
  {
    why: 'the package of files is part of our image: its loader would read, copy and register 600 files at every start',
    from: /\(\(\)=>\{var isPthread=.*?remote_package_size:\d+\}\)\}\)\(\);/,
    to: '',
  },
  {
    why: 'TextDecoder refuses views of shared memory; slice copies',
    from: 'UTF8Decoder.decode(heapOrArray.subarray(idx,endPtr))',
    to: 'UTF8Decoder.decode(heapOrArray.slice(idx,endPtr))',
  },
  {
    why: 'a timer of this thread cannot fire while a statement runs: the alarm belongs to whoever owns the engine',
    from: 'var __setitimer_js=(which,timeout_ms)=>{',
    to: 'var __setitimer_js=(which,timeout_ms)=>{Module["setAlarm"](timeout_ms);return 0;',
  },
  {
    why: 'a wait for a latch (pg_sleep) spins on the monotonic clock: let it sleep instead',
    from: 'else if(nowIsMonotonic){now=_emscripten_get_now()}',
    to: 'else if(nowIsMonotonic){Module["pause"]();now=_emscripten_get_now()}',
  },
];

export function patchGlue(source) {
  return CHANGES.reduce((text, { why, from, to }) => {
    const count = typeof from === 'string' ? text.split(from).length - 1 : [...text.matchAll(new RegExp(from, 'gs'))].length;
    if (count !== 1) throw new Error(`pglite.js cannot be changed, its place was found ${count} times: ${why}`);
    return text.replace(from, () => to);
  }, source);
}
