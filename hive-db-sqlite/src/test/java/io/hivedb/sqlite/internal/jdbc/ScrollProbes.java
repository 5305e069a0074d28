// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scrolling, and several results of one text. */
final class ScrollProbes {

  private ScrollProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    addScrolling(probes);
    addResults(probes);
  }

  private static Probes.Probe scrolled(Walk walk) {
    return connection -> {
      try (Statement statement =
              connection.createStatement(
                  ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
          ResultSet rows = statement.executeQuery("SELECT generate_series(1, 5) AS n")) {
        return walk.through(rows);
      }
    };
  }

  /** Moves through a result. */
  private interface Walk {
    Object through(ResultSet rows) throws SQLException;
  }

  private static void addScrolling(Map<String, Probes.Probe> probes) {
    probes.put(
        "absolute",
        scrolled(
            r ->
                List.of(
                    r.absolute(3),
                    r.getInt(1),
                    r.absolute(-2),
                    r.getInt(1),
                    r.absolute(9),
                    r.isAfterLast(),
                    r.absolute(0),
                    r.isBeforeFirst(),
                    r.absolute(-9),
                    r.getRow())));
    probes.put(
        "relative",
        scrolled(
            r ->
                List.of(
                    r.next(),
                    r.relative(2),
                    r.getInt(1),
                    r.relative(-1),
                    r.getInt(1),
                    r.relative(-5),
                    r.isBeforeFirst(),
                    r.relative(99),
                    r.isAfterLast())));
    probes.put(
        "first and last",
        scrolled(
            r ->
                List.of(
                    r.last(),
                    r.getRow(),
                    r.isLast(),
                    r.first(),
                    r.isFirst(),
                    r.previous(),
                    r.isBeforeFirst(),
                    r.getRow())));
    probes.put(
        "afterLast and previous",
        scrolled(
            r -> {
              r.afterLast();
              return List.of(r.getRow(), r.previous(), r.getInt(1), r.isLast());
            }));
    probes.put(
        "walk backwards",
        scrolled(
            r -> {
              List<Integer> seen = new ArrayList<>();
              r.afterLast();
              while (r.previous()) {
                seen.add(r.getInt("n"));
              }
              return seen;
            }));
    probes.put("relative before the first row", scrolled(r -> List.of(r.relative(1), r.getRow())));
    probes.put(
        "kind of a scrollable result", scrolled(r -> List.of(r.getType(), r.getConcurrency())));
    probes.put(
        "reverse fetch direction",
        scrolled(
            r -> {
              r.setFetchDirection(ResultSet.FETCH_REVERSE);
              return List.of(r.getFetchDirection(), r.next(), r.getInt(1));
            }));
    probes.put(
        "rowUpdated",
        scrolled(r -> List.of(r.next(), r.rowUpdated(), r.rowInserted(), r.rowDeleted())));
    probes.put("findColumn", scrolled(r -> List.of(r.findColumn("N"), r.findColumn("n"))));
    probes.put("getCursorName", scrolled(r -> String.valueOf(r.getCursorName())));
  }

  private static Object results(Connection connection, String sql) throws SQLException {
    List<Object> all = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      while (rows || statement.getUpdateCount() != -1) {
        all.add(rows ? Rendering.of(statement.getResultSet()) : statement.getUpdateCount());
        rows = statement.getMoreResults();
      }
      all.add(statement.getUpdateCount());
      all.add(statement.getMoreResults());
    }
    return all;
  }

  private static void addResults(Map<String, Probes.Probe> probes) {
    probes.put(
        "results of several kinds",
        c ->
            results(
                c,
                "SELECT 1 AS a; UPDATE t SET i = 1; CREATE TABLE zz (a int); INSERT INTO zz VALUES"
                    + " (1), (2) RETURNING a; DELETE FROM zz; ; SELECT 2 AS b"));
    probes.put(
        "semicolons in texts and comments",
        c -> results(c, "SELECT ';' AS a /* ; */; SELECT $$;$$ AS b -- ;\n; SELECT 'x''; ' AS c"));
    probes.put(
        "keep the current result",
        c -> {
          try (Statement s = c.createStatement()) {
            s.execute("SELECT 1 AS a; SELECT 2 AS b");
            ResultSet first = s.getResultSet();
            boolean more = s.getMoreResults(Statement.KEEP_CURRENT_RESULT);
            first.next();
            return List.of(more, first.isClosed(), first.getInt(1));
          }
        });
    probes.put(
        "transaction commands among others",
        c -> results(c, "BEGIN; INSERT INTO t (i) VALUES (8); ROLLBACK; SELECT count(*) FROM t"));
    probes.put("update count of SELECT INTO", c -> results(c, "SELECT 1 AS a INTO zi"));
    probes.put("update count of CREATE AS", c -> results(c, "CREATE TABLE zc AS SELECT i FROM t"));
    probes.put("update count of TRUNCATE", c -> results(c, "TRUNCATE t"));
    probes.put("update count of SET", c -> results(c, "SET work_mem = '8MB'"));
    probes.put("update count of DO", c -> results(c, "DO $$ BEGIN NULL; END $$"));
    probes.put(
        "large update count",
        c -> {
          try (Statement s = c.createStatement()) {
            s.execute("UPDATE t SET i = 3");
            return s.getLargeUpdateCount();
          }
        });
    probes.put(
        "max field size",
        c -> {
          try (Statement s = c.createStatement()) {
            s.setMaxFieldSize(2);
            return List.of(s.getMaxFieldSize(), Rendering.of(s.executeQuery("SELECT 'abcdef'")));
          }
        });
    probes.put(
        "statement settings",
        c -> {
          try (Statement s = c.createStatement()) {
            return List.of(
                s.getFetchSize(),
                s.getQueryTimeout(),
                s.getResultSetType(),
                s.getResultSetConcurrency(),
                s.getResultSetHoldability(),
                s.isPoolable(),
                s.getFetchDirection(),
                s.getMaxRows(),
                s.isCloseOnCompletion());
          }
        });
  }
}
