// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** Runs a batch: in autocommit mode all of it or nothing, as pgjdbc's single Sync makes it. */
final class BatchRun {

  /** Runs the entry of a number. */
  @FunctionalInterface
  interface Entry {
    List<Outcome> run(KeyedExecution execution, int number) throws SQLException;
  }

  /** Shows the entry of a number. */
  @FunctionalInterface
  interface Text {
    String of(int number);
  }

  private final KeyedExecution execution;
  private final Text texts;
  private final Entry entries;
  private int at;

  BatchRun(KeyedExecution execution, Text texts, Entry entries) {
    this.execution = execution;
    this.texts = texts;
    this.entries = entries;
  }

  long[] run(int size) throws SQLException {
    long[] counts = new long[size];
    if (size == 0) {
      return counts;
    }
    try {
      execution
          .session()
          .statements()
          .together(
              () -> {
                for (at = 0; at < size; at++) {
                  Outcome outcome = entries.run(execution, at).get(0);
                  // pgjdbc does not count what returns rows that nobody asked for.
                  counts[at] = outcome.rows() == null ? outcome.count() : 0;
                }
                return counts;
              });
      return counts;
    } catch (SQLException e) {
      throw failure(e, counts);
    }
  }

  private BatchUpdateException failure(SQLException cause, long[] counts) {
    Arrays.fill(counts, Statement.EXECUTE_FAILED);
    int failed = Math.min(at, counts.length - 1);
    BatchUpdateException failure =
        new BatchUpdateException(
            "Batch entry "
                + failed
                + " "
                + texts.of(failed)
                + " was aborted: "
                + cause.getMessage()
                + "  Call getNextException to see other errors in the batch.",
            cause.getSQLState(),
            0,
            counts,
            cause);
    failure.setNextException(cause);
    return failure;
  }
}
