// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements about the session, and those that do nothing here. */
public sealed interface Command extends Statement {

  /** Transaction control, with the name of {@code TransactionControl.Action}. */
  record Transaction(
      String action,
      @Nullable String savepoint,
      @Nullable String isolation,
      @Nullable Boolean readOnly)
      implements Command {}

  /** SET; no value means DEFAULT. */
  record Set(String name, List<String> values, boolean local) implements Command {}

  /** SET ROLE or SET SESSION AUTHORIZATION. */
  record SetRole(String name) implements Command {}

  /** SHOW. */
  record Show(String name) implements Command {}

  /** A statement without effect on this backend, with its tag and the tables it names. */
  record Nothing(String tag, List<QualifiedName> relations) implements Command {}

  /** CALL. */
  record Call(Expr.Call call) implements Command {}

  /** DO in PL/pgSQL. */
  record Do(Block block) implements Command {}

  /** DROP of what there cannot be here: a rule or policy. */
  record DropMissing(String kind, QualifiedName name, QualifiedName table, boolean ifExists)
      implements Command {}

  /** DISCARD ALL or DISCARD SEQUENCES. */
  record Discard(boolean all) implements Command {}

  /** LOCK TABLE, an error outside of a transaction. */
  record Lock(List<QualifiedName> relations, boolean nowait) implements Command {}

  /** SET CONSTRAINTS; no names stand for ALL. */
  record Constraints(List<QualifiedName> names, boolean deferred) implements Command {}

  /** A part of a function's body that this backend does not know. */
  record Refused(String feature) implements Command {}
}
