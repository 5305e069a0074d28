// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The SQL that the engine writes calls only functions that it registers. */
class FunctionNamesTests {

  private static final Pattern CALL = Pattern.compile("\\b(pg_[a-z0-9_]+)\\(");

  @Test
  void everyFunctionThatIsWrittenIsRegistered() throws IOException, SQLException {
    Set<String> written = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/hivedb/sqlite/internal/sql"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher call = CALL.matcher(Files.readString(file));
        while (call.find()) {
          written.add(call.group(1));
        }
      }
    }
    try (TestDatabase database = new TestDatabase()) {
      written.removeAll(registered(database));
    }

    assertThat(written).isEmpty();
  }

  private static Set<String> registered(TestDatabase database) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = database.raw().createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM pragma_function_list")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
