// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.Collections;
import java.util.List;

/** A temporary table, c1, c2 ..., which lives as long as the statement. */
final class KeptRows {

  private final String name;
  private final List<PgType> types;

  KeptRows(Context context, List<PgType> types) {
    this.name = "temp.`hive_" + context.alias() + "`";
    this.types = types;
  }

  String name() {
    return name;
  }

  /** Drops what an earlier statement may have left, and makes the table. */
  List<Step> create() {
    StringBuilder sql = new StringBuilder("CREATE TEMP TABLE ").append(name.substring(5));
    for (int i = 0; i < types.size(); i++) {
      String collation = types.get(i).collation();
      sql.append(i == 0 ? " (c" : ", c")
          .append(i + 1)
          .append(' ')
          .append(types.get(i).storage().declaration())
          .append(collation == null ? "" : " COLLATE " + collation);
    }
    String columns = types.isEmpty() ? " (c1)" : ")";
    return List.of(drop(), Analyzer.step(sql + columns, Step.Role.SILENT));
  }

  Step drop() {
    return Analyzer.step("DROP TABLE IF EXISTS " + name, Step.Role.SILENT);
  }

  /** The INSERT that fills it from Java. */
  String insert() {
    return "INSERT INTO " + name + " VALUES (" + parameters() + ")";
  }

  private String parameters() {
    return String.join(", ", Collections.nCopies(Math.max(1, types.size()), "?"));
  }

  /** Fills it by a query. */
  Step fill(String query) {
    return Analyzer.step("INSERT INTO " + name + " " + query, Step.Role.SILENT);
  }
}
