// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Metadata of results and parameters. */
final class ShapeProbes {

  private ShapeProbes() {}

  private static Probes.Probe shape(String sql) {
    return c -> {
      try (ResultSet rows = c.createStatement().executeQuery(sql)) {
        return columns(rows.getMetaData());
      }
    };
  }

  private static List<String> columns(ResultSetMetaData data) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      columns.add(
          data.getColumnName(i)
              + " "
              + data.getColumnLabel(i)
              + " "
              + data.getTableName(i)
              + " "
              + data.getSchemaName(i)
              + " "
              + data.getColumnTypeName(i)
              + " "
              + data.getColumnType(i)
              + " "
              + data.getColumnClassName(i)
              + " "
              + data.getPrecision(i)
              + " "
              + data.getScale(i)
              + " "
              + data.getColumnDisplaySize(i)
              + " "
              + data.isNullable(i)
              + " "
              + data.isSigned(i)
              + " "
              + data.isAutoIncrement(i)
              + " "
              + data.isCaseSensitive(i)
              + " "
              + data.isCurrency(i)
              + " "
              + data.isSearchable(i)
              + " "
              + data.isReadOnly(i)
              + " "
              + data.isWritable(i));
    }
    return columns;
  }

  static void addTo(Map<String, Probes.Probe> probes) {
    probes.put("shape of all columns", shape("SELECT * FROM t"));
    probes.put("shape of aliases", shape("SELECT q.i AS number, q.x FROM t AS q"));
    probes.put("shape of a subquery", shape("SELECT s.a, s.n FROM (SELECT i AS a, n FROM t) s"));
    probes.put(
        "shape of casts",
        shape(
            "SELECT x::varchar(20), n::numeric(5,2), ts::timestamp(3), c::char(3), 1::bit(4), interval '1 day', NULL, 'x'"));
    probes.put(
        "shape of aggregates",
        shape(
            "SELECT count(*), sum(i), avg(n), max(x), array_agg(i), string_agg(x, ','), bool_and(b), json_agg(i) FROM t"));
    probes.put("shape of a union", shape("SELECT v FROM t UNION ALL SELECT c FROM t"));
    probes.put(
        "shape of a CASE",
        shape(
            "SELECT CASE WHEN b THEN v ELSE 'z' END AS k, coalesce(v, 'y'), v || 'x', upper(v), greatest(n, 1) FROM t"));
    probes.put(
        "shape of a view",
        c -> {
          Probes.run(c, "CREATE VIEW tv AS SELECT id, v, n * 2 AS m FROM t");
          return columns(c.createStatement().executeQuery("SELECT * FROM tv").getMetaData());
        });
    probes.put(
        "shape of RETURNING",
        shape("INSERT INTO t (i, v) VALUES (1, 'q') RETURNING id, v, i + 1 AS j"));
    probes.put("shape of VALUES", shape("VALUES (1, 'a', 1.5)"));
    probes.put("shape of a function", shape("SELECT * FROM generate_series(1, 2) AS g"));
    probes.put("shape of WITH", shape("WITH q AS (SELECT id, dt FROM t) SELECT * FROM q"));
    probes.put(
        "shape of enum and domain",
        c -> {
          Probes.run(
              c,
              "CREATE TYPE mood AS ENUM ('a'); CREATE DOMAIN pos AS int CHECK (VALUE > 0); CREATE TABLE ed (m mood, p pos, ms mood[])");
          return columns(c.createStatement().executeQuery("SELECT * FROM ed").getMetaData());
        });
    probes.put(
        "column beyond the shape",
        c -> c.createStatement().executeQuery("SELECT 1").getMetaData().getColumnName(2));
    probes.put(
        "shape of a closed result",
        c -> {
          ResultSet rows = c.createStatement().executeQuery("SELECT 1");
          rows.close();
          return rows.getMetaData().getColumnCount();
        });
    probes.put(
        "types of parameters",
        c -> {
          ParameterMetaData data =
              c.prepareStatement(
                      "UPDATE t SET x = ?, n = ?, ia = ?, u = ? WHERE id = ? AND ts > ? AND b = ?")
                  .getParameterMetaData();
          List<String> all = new ArrayList<>();
          for (int i = 1; i <= data.getParameterCount(); i++) {
            all.add(
                data.getParameterTypeName(i)
                    + " "
                    + data.getParameterType(i)
                    + " "
                    + data.getParameterClassName(i)
                    + " "
                    + data.getPrecision(i)
                    + " "
                    + data.isNullable(i)
                    + " "
                    + data.isSigned(i)
                    + " "
                    + data.getParameterMode(i));
          }
          return all;
        });
    probes.put(
        "types of parameters that are open",
        c -> {
          ParameterMetaData data =
              c.prepareStatement("SELECT ?, ? + 1, ?::uuid, lower(?), coalesce(?, 1.5)")
                  .getParameterMetaData();
          List<String> all = new ArrayList<>();
          for (int i = 1; i <= data.getParameterCount(); i++) {
            all.add(data.getParameterTypeName(i));
          }
          return all;
        });
    probes.put(
        "metadata of a prepared INSERT RETURNING",
        c ->
            columns(c.prepareStatement("INSERT INTO t (i) VALUES (?) RETURNING *").getMetaData())
                .size());
  }
}
