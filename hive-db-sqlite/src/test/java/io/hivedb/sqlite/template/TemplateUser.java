// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.template;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.PreparationStep;
import io.hivedb.internal.PreparerStep;
import io.hivedb.internal.SharedServers;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Opens a prepared database, in this JVM or in one of its own. */
final class TemplateUser {

  private TemplateUser() {}

  /** Says that it is there, waits for a byte, and prints what it found in the database. */
  public static void main(String[] arguments) throws Exception {
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      print(out, "ready");
      System.in.read();
      print(out, found(config(arguments[0]).build(), PreparerStep.of(CountedRows.class)));
    }
  }

  private static void print(OutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  static HiveDbConfig.Builder config(String cache) {
    return HiveDbConfig.builder()
        .ignoreOutsideSettings()
        .backend("sqlite")
        .set("hive.database.template-cache-dir", cache);
  }

  /** The number of rows, the next number of the sequence, and the nearest vector's row. */
  static String found(HiveDbConfig config, PreparationStep step) throws SQLException {
    try (SharedServers servers = new SharedServers();
        HiveDb db = servers.open(config, key -> null, List.of(step));
        Connection connection = db.dataSource().getConnection()) {
      return ask(connection, "select count(*) from t")
          + " "
          + ask(connection, "insert into t (name) values ('new') returning id")
          + " "
          + ask(connection, "select id from t order by v <-> '[1,2,6]' limit 1");
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
