// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Command;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import java.util.List;

/** DROP of kinds of objects that nobody can create here. */
final class MissingObjects {

  private MissingObjects() {}

  /** What the client is told, or an error. */
  static List<Notice> drop(Command.DropMissing drop, Context context) {
    return ofTable(drop, drop.table(), context);
  }

  private static List<Notice> skipped(String why) {
    return List.of(Notice.skipping(Notice.SUCCESS, why));
  }

  private static List<Notice> ofTable(
      Command.DropMissing drop, QualifiedName table, Context context) {
    Relation found = context.catalog().find(table.schema(), table.name(), context.path());
    if (found == null && drop.ifExists()) {
      return skipped("relation \"" + table + "\" does not exist");
    }
    if (found == null) {
      throw new PgException("42P01", "relation \"" + table + "\" does not exist");
    }
    if (drop.ifExists()) {
      return skipped(
          "%s \"%s\" for relation \"%s\" does not exist"
              .formatted(drop.kind(), drop.name().name(), table));
    }
    String owner = drop.kind().equals("rule") ? "relation" : "table";
    throw new PgException(
        "42704",
        drop.kind()
            + " \""
            + drop.name().name()
            + "\" for "
            + owner
            + " \""
            + table.name()
            + "\" does not exist");
  }
}
