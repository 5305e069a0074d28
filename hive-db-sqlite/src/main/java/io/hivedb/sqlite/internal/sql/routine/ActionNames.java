// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.parse.Command;

/** What the context of an error calls the actions of PL/pgSQL. */
final class ActionNames {

  private ActionNames() {}

  static String of(Block.Action action) {
    if (action instanceof Block.Assign) {
      return "assignment";
    }
    if (action instanceof Block.Raise || action instanceof Block.Reraise) {
      return "RAISE";
    }
    if (action instanceof Block.Run run && run.statement().tree() instanceof Command.Call) {
      return "CALL";
    }
    if (action instanceof Block.Run || action instanceof Block.Refused) {
      return "SQL statement";
    }
    if (action instanceof Block.ReturnNext) {
      return "RETURN NEXT";
    }
    if (action instanceof Block.ReturnQuery) {
      return "RETURN QUERY";
    }
    if (action instanceof Block.Loop loop) {
      return loop.condition() == null ? "LOOP" : "WHILE";
    }
    if (action instanceof Block.Count) {
      return "FOR with integer loop variable";
    }
    if (action instanceof Block.Rows rows) {
      return rows.query() == null ? "FOR over EXECUTE statement" : "FOR over SELECT rows";
    }
    if (action instanceof Block.Elements) {
      return "FOREACH over array";
    }
    if (action instanceof Block.Leave leave) {
      return leave.exit() ? "EXIT" : "CONTINUE";
    }
    if (action instanceof Block.Diagnostics diagnostics) {
      return diagnostics.stacked() ? "GET STACKED DIAGNOSTICS" : "GET DIAGNOSTICS";
    }
    if (action instanceof Block.Nested) {
      return "statement block";
    }
    return action.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
  }
}
