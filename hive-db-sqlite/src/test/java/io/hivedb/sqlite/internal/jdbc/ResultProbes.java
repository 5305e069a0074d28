// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static io.hivedb.sqlite.internal.jdbc.StatementProbes.with;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Moving in results, bounds, escapes, and the life of statements. */
final class ResultProbes {

  private ResultProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    addScrolling(probes);
    addBounds(probes);
    addEscapes(probes);
    addLife(probes);
  }

  private static Probes.Probe scrolling(StatementProbes.Use use) {
    return connection -> {
      try (Statement statement =
          connection.createStatement(
              ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
        return Rendering.of(use.of(statement));
      }
    };
  }

  private static void addScrolling(Map<String, Probes.Probe> probes) {
    String three = "SELECT * FROM (VALUES (1), (2), (3)) AS v (a) ORDER BY a";
    probes.put("forward only: previous", with(s -> s.executeQuery(three).previous()));
    probes.put("forward only: absolute", with(s -> s.executeQuery(three).absolute(1)));
    probes.put("isBeforeFirst", with(s -> s.executeQuery(three).isBeforeFirst()));
    probes.put(
        "isBeforeFirst, no rows",
        with(s -> s.executeQuery("SELECT 1 WHERE false").isBeforeFirst()));
    probes.put(
        "walk",
        scrolling(
            s -> {
              ResultSet r = s.executeQuery(three);
              List<Object> seen = new ArrayList<>();
              seen.add(r.last());
              seen.add(r.getRow());
              seen.add(r.absolute(-2));
              seen.add(r.getInt(1));
              seen.add(r.relative(-5));
              seen.add(r.isBeforeFirst());
              seen.add(r.absolute(2));
              seen.add(r.isFirst());
              seen.add(r.isLast());
              r.afterLast();
              seen.add(r.isAfterLast());
              seen.add(r.previous());
              seen.add(r.getInt(1));
              return seen;
            }));
    probes.put(
        "update a read-only result",
        scrolling(
            s -> {
              ResultSet r = s.executeQuery(three);
              r.next();
              r.updateInt(1, 5);
              return "updated";
            }));
    probes.put(
        "fetch direction",
        with(
            s -> {
              s.setFetchDirection(4711);
              return "set";
            }));
  }

  private static void addBounds(Map<String, Probes.Probe> probes) {
    probes.put(
        "maxRows",
        with(
            s -> {
              s.setMaxRows(1);
              return s.executeQuery("SELECT id FROM t ORDER BY id");
            }));
    probes.put(
        "negative maxRows",
        with(
            s -> {
              s.setMaxRows(-1);
              return "set";
            }));
    probes.put(
        "negative fetch size",
        with(
            s -> {
              s.setFetchSize(-1);
              return "set";
            }));
    probes.put(
        "negative timeout",
        with(
            s -> {
              s.setQueryTimeout(-1);
              return "set";
            }));
    probes.put(
        "fetch size",
        with(
            s -> {
              s.setFetchSize(7);
              return List.of(s.getFetchSize(), s.executeQuery("SELECT 1").getFetchSize());
            }));
  }

  private static void addEscapes(Map<String, Probes.Probe> probes) {
    probes.put("{d}", ReadProbes.query("SELECT {d '2024-05-06'}", row -> row.getString(1)));
    probes.put("{t}", ReadProbes.query("SELECT {t '10:11:12'}", row -> row.getString(1)));
    probes.put(
        "{ts}", ReadProbes.query("SELECT {ts '2024-05-06 10:11:12'}", row -> row.getString(1)));
    probes.put(
        "{oj}",
        with(
            s ->
                s.executeQuery(
                    "SELECT a.id FROM {oj t a LEFT OUTER JOIN t b ON a.id = b.id} WHERE a.id = 1")));
    probes.put(
        "{escape}",
        ReadProbes.query("SELECT 'a%' LIKE 'a|%' {escape '|'}", row -> row.getBoolean(1)));
    probes.put("braces in a text", ReadProbes.query("SELECT '{d}'", row -> row.getString(1)));
    probes.put("nativeSQL", connection -> connection.nativeSQL("SELECT {d '2024-05-06'}, '{t'"));
  }

  private static void addLife(Map<String, Probes.Probe> probes) {
    probes.put(
        "closed statement",
        connection -> {
          Statement s = connection.createStatement();
          s.close();
          return s.executeQuery("SELECT 1");
        });
    probes.put(
        "closed prepared statement",
        connection -> {
          PreparedStatement s = connection.prepareStatement("SELECT ?");
          s.close();
          s.setInt(1, 1);
          return "set";
        });
    probes.put(
        "a new result closes the old",
        with(
            s -> {
              ResultSet first = s.executeQuery("SELECT 1");
              s.executeQuery("SELECT 2");
              return first.isClosed();
            }));
    probes.put(
        "closeOnCompletion",
        with(
            s -> {
              s.closeOnCompletion();
              s.executeQuery("SELECT 1").close();
              return s.isClosed();
            }));
    probes.put(
        "result of a closed statement",
        connection -> {
          Statement s = connection.createStatement();
          ResultSet r = s.executeQuery("SELECT 1");
          s.close();
          return r.isClosed();
        });
    probes.put("getStatement", with(s -> s.executeQuery("SELECT 1").getStatement() == s));
    probes.put("unwrap Connection", c -> c.unwrap(Connection.class) == c);
    probes.put("unwrap String", c -> c.unwrap(String.class));
    probes.put("createStatement with a wrong type", c -> c.createStatement(1, 2));
    probes.put("isValid", c -> c.isValid(1));
    probes.put("isValid negative", c -> c.isValid(-1));
  }
}
