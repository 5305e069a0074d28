// SPDX-License-Identifier: Apache-2.0
// Where things stand in PGlite's pglite.wasm that it does not export: what a fork of the backend has to do again for
// itself, and the static variables that hold the state of a session. They are bound to one build of PGlite, which its
// hash makes sure of. They are found in the output of wasm-objdump -d: functions by the messages that they report,
// variables by the arguments of hash_create ("Prepared Queries", "Sequence values", "LOCALLOCK hash", "Portal hash") and
// by what reads them (lastval, isTempNamespace); the tests of processes.js fail if one of them is wrong.

import { createHash } from 'node:crypto';

const KNOWN = {
  '7ec09d5161aabfe03cf6f3999549398a14e23db467d799fbd28004586d362035': {
    functions: {
      hive_InitProcess: 5693, // "you already exist" and "sorry, too many clients already"
      hive_ProcArrayAdd: 5471, // "sorry, too many clients already", called by InitPostgres
      hive_SharedInvalBackendInit: 5550, // "sinval slot for backend %d is already in use"
    },
    variables: {
      writable: 2_097_152, // below it nothing is ever written
      stack: 2_974_512, // end of static data, begin of the stack
      heap: 11_363_120, // __heap_base, end of the stack, which grows downwards
      sbrk: 2_775_592, // emscripten_get_sbrk_ptr()
      ShmemSegHdr: 2_797_896,
      dsm_control: 2_797_152,
      dsm_control_mapped_size: 2_797_148,
      MyProcNumber: 2_624_032,
      shmInvalBuffer: 2_798_464,
      pgaio_ctl: 2_791_708,
      pgaio_my_backend: 2_791_704,
      LockMethodLocalHash: 2_798_616,
      PortalHashTable: 2_881_180,
      prepared_queries: 2_778_464,
      unnamed_stmt_psrc: 2_804_936,
      seqhashtab: 2_778_476,
      last_used_seq: 2_778_472,
      nextLocalTransactionId: 2_798_468,
      myTempNamespace: 2_778_168,
      MyXactFlags: 2_776_548,
      signal_pending: 2_881_004, // timeout.c: stored before and after the only call of setitimer with a time
    },
  },
};

/** The internals of this pglite.wasm, as npm has it. */
export function internalsOf(wasm) {
  const hash = createHash('sha256').update(wasm).digest('hex');
  const found = KNOWN[hash];
  if (!found) throw new Error(`pglite.wasm with SHA-256 ${hash} is not known to src/build/js/internals.js, which says how to find its internals`);
  return found;
}
