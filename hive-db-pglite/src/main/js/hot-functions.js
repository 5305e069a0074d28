// SPDX-License-Identifier: Apache-2.0
// Written by find-hot-functions.js: the functions of the engine that short statements run most, by their names and by their
// places in the table of functions.

export const HOT_EXPORTS = `
  palloc0 MarkBufferDirty XLogBeginInsert XLogRegisterData XLogRegisterBuffer palloc GetTransactionSnapshot
  RegisterSnapshot strlen UnregisterSnapshot AllocSetContextCreateInternal MemoryContextReset pfree MemoryContextDelete
  errstart LockBuffer ReleaseBuffer table_open ReadBufferExtended index_getprocinfo fmgr_info_copy palloc_mul
  BufferGetBlockNumber RecoveryInProgress index_open relation_close ReadBuffer pgstat_report_activity initStringInfo
  FunctionCall2Coll get_typlen fmgr_info PageAddItemExtended CreateTemplateTupleDesc TupleDescInitEntry memcmp
  SearchSysCache1 strcmp hash_search heap_form_tuple hash_bytes MemoryContextAllocZero enlargeStringInfo
  slot_getsomeattrs_int relation_open LockRelationOid RelationIdGetRelation RelationClose lappend pstrdup strncmp
  MemoryContextAlloc LWLockAcquire LWLockRelease LWLockConditionalAcquire check_stack_depth GetCurrentCommandId list_free
  bms_is_member ResourceOwnerEnlarge ResourceOwnerRemember DecrTupleDescRefCount ResourceOwnerForget namestrcpy
  TupleDescInitEntryCollation lcons pairingheap_remove_first pairingheap_add FreeAccessStrategy TransactionIdPrecedes
  ExecFetchSlotHeapTuple IsInParallelMode TransactionIdIsCurrentTransactionId TransactionIdDidCommit
  TransactionIdIsInProgress bms_add_members bms_next_member bms_overlap table_slot_create FreeExecutorState
  XidInMVCCSnapshot bsearch hash_seq_init hash_seq_search pwrite GetCurrentTimestamp btint4cmp btint8cmp _bt_checkpage
  _bt_compare _bt_search _bt_binsrch_insert _bt_freestack _bt_metaversion __wasm_setjmp datum_image_eq strlcpy strncpy
  exprType pq_getmsgint StartTransactionCommand CommitTransactionCommand PopActiveSnapshot superuser_arg
  IsAbortedTransactionBlockState GetCurrentTransactionNestLevel ResourceOwnerCreate ResourceOwnerDelete gettimeofday
  hash_get_num_entries pg_checksum_page list_copy OidInputFunctionCall lappend_int exprTypmod list_delete_oid
  SearchPathMatchesCurrentEnvironment exprCollation ExecInitQual ExecCloseResultRelations ExecConstraints resetStringInfo
  ExecutorStart ExecutorFinish ExecutorEnd ExecutorRun pg_any_to_server MemoryContextDeleteChildren ReleaseCachedPlan
  bms_copy ExprEvalPushStep ExecFindJunkAttributeInTlist standard_ExecutorRun standard_ExecutorFinish ExecEndNode
  MakeTupleTableSlot ExecInitScanTupleSlot InputFunctionCall ExecAssignExprContext tag_hash pgl_send pgl_recv
  pq_buffer_remaining_data free LockRelease PostgresSendReadyForQueryIfNecessary memcpy pg_bindtextdomain memset
  emscripten_stack_get_current
`.trim().split(/\s+/);

export const HOT_SLOTS = `
  153 155 221 246 422 843 979 980 981 1001 1024 1026 1030 1041 1062 1066 1117 1120 1217 1220 1352 1353 1361 1369 1387 1606
  1619 1800 1807 2168 2421 2422 2497 2503 2504 2506 2687 2688 2690 2691 5591
`.trim().split(/\s+/).map(Number);
