// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is closed when, and how results end. */
final class ClosingProbes {

  private ClosingProbes() {}

  static void addTo(Map<String, Probes.Probe> probes) {
    probes.put(
        "close a statement twice",
        c -> {
          Statement s = c.createStatement();
          s.close();
          s.close();
          return s.isClosed();
        });
    probes.put(
        "a connection closes its statements",
        c -> {
          Statement s = c.createStatement();
          ResultSet rows = s.executeQuery("SELECT 1");
          c.close();
          return List.of(s.isClosed(), rows.isClosed());
        });
    probes.put(
        "a result of a closed connection",
        c -> {
          ResultSet rows = c.createStatement().executeQuery("SELECT 1");
          c.close();
          return rows.next();
        });
    probes.put(
        "a statement closes its results",
        c -> {
          Statement s = c.createStatement();
          ResultSet rows = s.executeQuery("SELECT 1");
          s.close();
          return rows.isClosed();
        });
    probes.put(
        "executeQuery of an update", c -> c.createStatement().executeQuery("UPDATE t SET i = 1"));
    probes.put("executeUpdate of a query", c -> c.createStatement().executeUpdate("SELECT 1"));
    probes.put(
        "executeQuery(String) of a prepared statement",
        c -> c.prepareStatement("SELECT 1").executeQuery("SELECT 2"));
    probes.put("execute of nothing", c -> c.createStatement().execute(""));
    probes.put("execute of a comment", c -> c.createStatement().execute("-- nothing"));
    probes.put("executeQuery of nothing", c -> c.createStatement().executeQuery(" ; "));
    probes.put(
        "getMoreResults at the end",
        c -> {
          Statement s = c.createStatement();
          s.execute("SELECT 1");
          return List.of(s.getMoreResults(), s.getUpdateCount(), String.valueOf(s.getResultSet()));
        });
    probes.put(
        "two results and a count",
        c -> {
          Statement s = c.createStatement();
          List<Object> all = new ArrayList<>();
          boolean rows = s.execute("SELECT 1; UPDATE t SET i = 2; SELECT 3 WHERE false");
          for (int i = 0; i < 4; i++) {
            all.add(rows ? Rendering.of(s.getResultSet()) : s.getUpdateCount());
            rows = s.getMoreResults();
          }
          return all;
        });
    probes.put(
        "getStatement of a result",
        c -> {
          Statement s = c.createStatement();
          return s.executeQuery("SELECT 1").getStatement() == s;
        });
    probes.put(
        "getConnection of a statement",
        c -> c.createStatement().getConnection().getClass() == c.getClass());
    probes.put(
        "poolable",
        c ->
            List.of(c.createStatement().isPoolable(), c.prepareStatement("SELECT 1").isPoolable()));
    probes.put(
        "closeOnCompletion of two results",
        c -> {
          Statement s = c.createStatement();
          s.closeOnCompletion();
          s.executeQuery("SELECT 1").close();
          return List.of(s.isCloseOnCompletion(), s.isClosed());
        });
    probes.put(
        "setCursorName",
        c -> {
          c.createStatement().setCursorName("x");
          return "ran";
        });
    probes.put(
        "type of a result",
        c -> {
          ResultSet rows = c.createStatement().executeQuery("SELECT 1");
          return List.of(
              rows.getType(),
              rows.getConcurrency(),
              rows.getHoldability(),
              rows.getFetchSize(),
              rows.getFetchDirection());
        });
    probes.put(
        "previous of a forward-only result",
        c -> {
          ResultSet rows = c.createStatement().executeQuery("SELECT 1");
          rows.next();
          return rows.previous();
        });
    probes.put(
        "next after the end",
        c -> {
          ResultSet rows = c.createStatement().executeQuery("SELECT 1");
          return List.of(rows.next(), rows.next(), rows.next(), rows.isAfterLast(), rows.getRow());
        });
    probes.put(
        "position of an empty result",
        c -> {
          ResultSet rows = c.createStatement().executeQuery("SELECT 1 WHERE false");
          return List.of(
              rows.isBeforeFirst(),
              rows.isFirst(),
              rows.isLast(),
              rows.isAfterLast(),
              rows.getRow());
        });
    probes.put(
        "isLast of rows that are fetched",
        c -> {
          c.setAutoCommit(false);
          Statement s = c.createStatement();
          s.setFetchSize(1);
          ResultSet rows = s.executeQuery("SELECT generate_series(1, 3)");
          rows.next();
          return List.of(rows.isFirst(), rows.isLast(), rows.getRow());
        });
    probes.put(
        "findColumn",
        c -> c.createStatement().executeQuery("SELECT 1 AS a, 2 AS \"B\"").findColumn("b"));
    probes.put(
        "setMaxRows of a prepared statement",
        c -> {
          PreparedStatement s = c.prepareStatement("SELECT generate_series(1, 5) AS n");
          s.setMaxRows(2);
          return s.executeQuery();
        });
  }
}
