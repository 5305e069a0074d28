// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.template;

import io.hivedb.DatabasePreparer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** A preparation that leaves a line in a file for each time that it ran. */
final class CountedRows implements DatabasePreparer {

  static final String FILE = "hive.test.counted-rows";

  @Override
  public void prepare(DataSource dataSource) throws SQLException, IOException {
    Files.write(
        Path.of(System.getProperty(FILE)),
        List.of("ran"),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table t (id serial primary key, v vector(3), name text)");
      statement.execute("create index t_name on t (name)");
      for (int row = 0; row < 200; row++) {
        statement.execute(
            "insert into t (v, name) values ('[1,2," + row + "]', 'row " + row + "')");
      }
    }
  }
}
