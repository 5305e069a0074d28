// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hivedb.HiveDb;
import io.hivedb.junit.HiveDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@HiveDatabase(scripts = {"schema.sql", "vector-index.sql"})
class NeighboursTests {

  private static final List<String> NEAREST_TO_QUERY_18 =
      List.of(
          "Nearest to \"the first meal of the day\":",
          "  0.180  breakfast: the first meal of the day (usually in the morning)",
          "  0.285  meal: the food served and eaten at one time",
          "  0.340  dinner: the main meal of the day served in the evening or at midday",
          "  0.380  lunch: a midday meal",
          "  0.412  snack: a light informal meal");

  private static List<String> run(HiveDb db, String number) throws SQLException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new Neighbours(new PrintStream(printed, true, UTF_8)).run(db, Neighbours.query(number));
    return printed.toString(UTF_8).lines().toList();
  }

  private static String progress(HiveDb db, int loaded) {
    return "Glosses in %s: %d of 1000".formatted(db.backend(), loaded);
  }

  private static void delete(Connection connection, String condition) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM gloss WHERE " + condition);
    }
  }

  @Test
  void printsProgressAndTheFiveNearest(HiveDb db, Connection connection) throws SQLException {
    delete(connection, "true");

    assertThat(run(db, "18"))
        .contains(progress(db, 0), progress(db, 100), progress(db, 900), progress(db, 1000))
        .containsSequence(NEAREST_TO_QUERY_18);
  }

  @Test
  void loadsWhatAnEarlierRunLeftOut(HiveDb db, Connection connection) throws SQLException {
    run(db, "18");
    delete(connection, "topic = 'time'"); // the last hundred

    assertThat(run(db, "18"))
        .filteredOn(line -> line.startsWith("Glosses"))
        .containsExactly(progress(db, 900), progress(db, 1000));
  }

  @Test
  void loadsNothingTwice(HiveDb db) throws SQLException {
    run(db, "18");

    assertThat(run(db, "18"))
        .containsSequence(NEAREST_TO_QUERY_18)
        .filteredOn(line -> line.startsWith("Glosses"))
        .containsExactly(progress(db, 1000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "21", "three"})
  void listsTheQueriesWhenThereIsNoSuchOne(String number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Neighbours.query(number))
        .withMessageStartingWith(
            "There is no query [%s]. Give the number of one of these:%n", number)
        .withMessageContaining("   1  a tame animal that barks and guards the house")
        .withMessageEndingWith("  20  the part of the day when the sun goes down");
  }
}
