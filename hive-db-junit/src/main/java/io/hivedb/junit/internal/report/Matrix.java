// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit.internal.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tests × backends.
 *
 * @param runs one for each backend: the columns
 * @param rows those first in which the backends differ
 */
public record Matrix(List<Run> runs, List<Row> rows) {

  /**
   * A test on all backends.
   *
   * @param type the full name of its class
   * @param test its name
   * @param cells by the columns; null where the test did not run at all
   */
  public record Row(String type, String test, List<@Nullable TestResult> cells) {

    /** Whether it ended in several ways, or did not run everywhere. */
    boolean differs() {
      return cells.stream().map(Row::outcome).distinct().count() > 1;
    }

    private static String outcome(@Nullable TestResult cell) {
      return cell == null ? "" : cell.outcome().name();
    }

    /** The class without its package. */
    String simpleType() {
      return type.substring(type.lastIndexOf('.') + 1);
    }
  }

  /**
   * Makes one of runs.
   *
   * @param runs several of one backend become one column, in which the last says what became of a
   *     class
   * @return the matrix
   */
  public static Matrix of(Collection<Run> runs) {
    Map<String, Run> byBackend = new TreeMap<>();
    runs.forEach(run -> byBackend.merge(run.backend(), run, Run::with));
    List<Run> columns = List.copyOf(byBackend.values());
    Map<String, Row> rows = new TreeMap<>();
    for (int column = 0; column < columns.size(); column++) {
      add(columns.get(column), column, columns.size(), rows);
    }
    return new Matrix(
        columns,
        rows.values().stream().sorted(Comparator.comparing((Row row) -> !row.differs())).toList());
  }

  private static void add(Run run, int column, int columns, Map<String, Row> rows) {
    for (ClassResult type : run.classes()) {
      Map<String, Integer> seen = new HashMap<>();
      for (TestResult result : type.tests()) {
        // Two methods may have one display name.
        int number = seen.merge(result.test(), 1, Integer::sum);
        String name = number == 1 ? result.test() : result.test() + " (" + number + ")";
        rows.computeIfAbsent(
                type.name() + "\n" + name,
                key ->
                    new Row(type.name(), name, new ArrayList<>(Collections.nCopies(columns, null))))
            .cells()
            .set(column, result);
      }
    }
  }

  /** The rows in which backends differ. */
  List<Row> differences() {
    return rows.stream().filter(Row::differs).toList();
  }

  /** The others. */
  List<Row> agreements() {
    return rows.stream().filter(row -> !row.differs()).toList();
  }

  /** What a column sums up to. */
  Sum sum(int column) {
    List<TestResult> results =
        rows.stream().map(row -> row.cells().get(column)).filter(Objects::nonNull).toList();
    return Sum.of(runs.get(column), results);
  }
}
