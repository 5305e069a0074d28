// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.system.TypeTexts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** Finds the key for which a unique index cannot be made. */
final class DuplicateKeys {

  private static final Pattern INDEX =
      Pattern.compile("CREATE UNIQUE INDEX `[^`]+` ON (`[^`]+`) \\((`[^()]+`)\\)( WHERE .*)?");

  private final SqlSession sql;
  private final SQLiteConnection raw;

  DuplicateKeys(SqlSession sql, SQLiteConnection raw) {
    this.sql = sql;
    this.raw = raw;
  }

  /** Null where the index is not of columns alone, or of a table that is not there yet. */
  @Nullable PgException explain(PgException refusal, Step step) {
    Matcher index = INDEX.matcher(step.sql());
    Table table = sql.catalog().table(refusal.schema() + "." + refusal.table());
    if (!index.matches() || table == null || !table.sqlite().equals(index.group(1))) {
      return null;
    }
    String keys = index.group(2);
    List<String> columns = new ArrayList<>();
    for (String key : keys.split(", ")) {
      table.columns().stream()
          .filter(column -> Names.column(column.name()).equals(key))
          .forEach(column -> columns.add(column.name()));
    }
    String where = index.group(3) == null ? "" : index.group(3);
    String query =
        "SELECT %s FROM %s%s GROUP BY %s HAVING count(*) > 1 ORDER BY %s LIMIT 1"
            .formatted(keys, table.sqlite(), where, keys, keys);
    try {
      return named(refusal, table, columns, query);
    } catch (SQLException e) {
      refusal.addSuppressed(e);
      return null;
    }
  }

  private @Nullable PgException named(
      PgException refusal, Table table, List<String> columns, String query) throws SQLException {
    try (PreparedStatement statement = raw.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        values.add(row.getObject(i));
      }
      List<String> names = columns.stream().map(TypeTexts::identifier).toList();
      return refusal.detail(
          "Key " + RowTexts.key(names, table, columns, values) + " is duplicated.");
    }
  }
}
