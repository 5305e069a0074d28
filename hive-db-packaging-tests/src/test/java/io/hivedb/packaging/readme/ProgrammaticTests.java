// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgrammaticTests {

  @Test
  void startsWhatTheSettingsChoose() throws SQLException {
    try (HiveDb db = HiveDb.start();
        var connection = db.dataSource().getConnection()) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void keepsDataInDirectory(@TempDir Path directory) throws SQLException {
    try (HiveDb db =
        HiveDb.start(
            config ->
                config
                    .backend("sqlite")
                    .dataDirectory(directory)
                    .poolSize(4)
                    .ignoreOutsideSettings())) {
      try (var connection = db.dataSource().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept (id int)");
      }
    }
    try (HiveDb db =
            HiveDb.start(
                config ->
                    config.backend("sqlite").dataDirectory(directory).ignoreOutsideSettings());
        var connection = db.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM kept")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
    }
  }
}
