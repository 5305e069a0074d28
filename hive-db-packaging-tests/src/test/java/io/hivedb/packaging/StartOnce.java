// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging;

import io.hivedb.HiveDb;
import java.sql.SQLException;
import org.slf4j.LoggerFactory;

/** What {@link AutoChoiceIT} runs in a JVM whose environment lacks something. */
final class StartOnce {

  private StartOnce() {}

  public static void main(String[] arguments) throws SQLException {
    try (HiveDb db = HiveDb.start();
        var connection = db.dataSource().getConnection()) {
      LoggerFactory.getLogger(StartOnce.class)
          .info("answers: {}, {}", db.backend(), connection.isValid(5));
    }
  }
}
