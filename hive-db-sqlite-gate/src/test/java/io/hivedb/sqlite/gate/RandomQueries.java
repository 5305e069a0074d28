// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Random small statements over the tables of the fixture. */
final class RandomQueries {

  static final String SETUP =
      """
      CREATE EXTENSION IF NOT EXISTS vector;
      CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
      CREATE TABLE a (id int PRIMARY KEY, i int, l bigint, s smallint, n numeric(12,3), d float8, r real, t text, v varchar(10),
        c char(4), b boolean, dt date, ts timestamp, tz timestamptz, iv interval, u uuid, j jsonb, ia int[], ta text[], e vector(3), m mood, by bytea, tm time);
      INSERT INTO a VALUES
       (1, 1, 10, 1, 1.500, 0.5, 0.25, 'apple', 'x', 'ab', true, '2024-01-31', '2024-01-31 10:20:30.5', '2024-01-31 10:20:30+00', '1 day', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": 1, "b": [1, 2]}', '{1,2,3}', '{a,b}', '[1,2,3]', 'ok', '\\x01', '10:00'),
       (2, NULL, 20, 2, NULL, -1.5, NULL, 'Banana', NULL, 'b', false, NULL, '1999-12-31 23:59:59.999999', NULL, '-1 mon 2 days', NULL, '[1, 2, {"x": null}]', NULL, '{}', '[0,0,0]', NULL, NULL, NULL),
       (3, -3, NULL, 3, -2.250, NULL, 1.5, '', 'yy ', NULL, NULL, '1999-12-31', NULL, '2000-02-29 00:00:00+00', NULL, 'ffffffff-ffff-ffff-ffff-ffffffffffff', NULL, '{}', NULL, NULL, 'happy', '\\x', '23:59:59.5'),
       (4, 2147483647, 9223372036854775807, -4, 99999.999, 1e10, -2.5, 'apple', 'x', 'ab', true, '2024-02-29', '2024-02-29 00:00:00', '2024-02-29 12:00:00+00', '36 hours', '00000000-0000-0000-0000-000000000000', '"str"', '{3,NULL,1}', '{a,NULL,"x y"}', '[-1,0.5,2.25]', 'sad', '\\xff00', '00:00'),
       (5, 1, -5, 5, 0.000, 0, 0, 'Ärger é', 'É', 'ß', false, '0001-01-01', '2024-01-31 10:20:30.5', '1999-12-31 23:59:59.999999+00', '1 year 2 mons 3 days 04:05:06.789', NULL, '1.50', '{1}', '{c}', '[1,2,3]', 'ok', NULL, '12:34:56.789'),
       (6, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'null', NULL, NULL, NULL, NULL, NULL, NULL),
       (7, 7, 10, 7, 1.5, -0.0, 0.1, 'a_b%c', 'x', 'zz', true, '2024-01-31', '2024-03-31 01:02:03', '2024-01-31 10:20:30+00', '00:00:01', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": 1, "b": [1, 2]}', '{1,1,2}', '{b,a}', '[-0,0,1]', 'happy', '\\x01', '10:00'),
       (8, 0, 0, 0, 10, 2.5, 2.5, 'zebra', 'abc', 'ab', false, '2023-12-31', '2023-12-31 23:00:00', '2023-12-31 23:00:00+00', '30 days', NULL, '{"a": "x", "k": true}', '{1,2,3}', '{a,b}', '[0.1,0.2,0.3]', NULL, '\\x6162', '00:00');
      CREATE TABLE p (id int PRIMARY KEY, a_id int REFERENCES a, k int NOT NULL, s text, q numeric, f float8, dd date);
      INSERT INTO p VALUES (1, 1, 5, 'x', 1.10, 1, '2024-01-31'), (2, 1, 5, 'y', 2.200, 2, NULL), (3, 2, 3, NULL, NULL, 3, '2024-02-29'), (4, NULL, 1, 'x', -1, NULL, '1999-12-31'),
       (5, 4, 5, 'apple', 0, 0.5, NULL), (6, 5, 2, 'Banana', 10.5, -1, '2024-01-31'), (7, 7, 2, '', 3, 2.5, NULL), (8, 7, 5, 'x', 1.1, 1, '2023-12-31'), (9, NULL, 9, NULL, 7, 8, NULL);
      """;

  private static final Map<String, List<String>> A = new HashMap<>();
  private static final Map<String, List<String>> P =
      Map.of(
          "int4",
          List.of("p.id", "p.a_id", "p.k"),
          "text",
          List.of("p.s"),
          "numeric",
          List.of("p.q"),
          "float8",
          List.of("p.f"),
          "date",
          List.of("p.dd"));

  static {
    String[] columns = {
      "int4 id i",
      "int8 l",
      "int2 s",
      "numeric n",
      "float8 d",
      "float4 r",
      "text t",
      "varchar v",
      "bpchar c",
      "bool b",
      "date dt",
      "timestamp ts",
      "timestamptz tz",
      "interval iv",
      "uuid u",
      "jsonb j",
      "_int4 ia",
      "_text ta",
      "vector e",
      "bytea by",
      "time tm"
    };
    for (String line : columns) {
      String[] words = line.split(" ");
      List<String> names = new ArrayList<>();
      for (int i = 1; i < words.length; i++) {
        names.add("a." + words[i]);
      }
      A.put(words[0], names);
    }
  }

  private final Random random;
  private final RandomExpressions expressions;
  private final Map<String, List<String>> both = new HashMap<>(A);

  RandomQueries(Random random, RandomExpressions expressions) {
    this.random = random;
    this.expressions = expressions;
    P.forEach(
        (type, names) ->
            both.merge(
                type,
                names,
                (x, y) -> {
                  List<String> all = new ArrayList<>(x);
                  all.addAll(y);
                  return all;
                }));
  }

  private boolean chance(int percent) {
    return expressions.chance(percent);
  }

  private <T> T pick(List<T> list) {
    return expressions.pick(list);
  }

  private Node expr(String type) {
    return expressions.of(type, random.nextInt(3));
  }

  private static final List<String> SORTABLE =
      List.of(
          "int4",
          "int8",
          "numeric",
          "float8",
          "text",
          "date",
          "timestamp",
          "timestamptz",
          "bool",
          "interval",
          "uuid",
          "jsonb",
          "_int4",
          "_text",
          "vector",
          "varchar",
          "bytea",
          "time",
          "bpchar",
          "float4");

  /** A statement; the comparison does not look at the order of rows unless it begins so. */
  Node next() {
    expressions.scope(A);
    return switch (random.nextInt(12)) {
      case 0, 1 -> plain();
      case 2 -> join();
      case 3, 4 -> grouped();
      case 5 -> setOperation();
      case 6 -> subquery();
      case 7 -> window();
      case 8 -> common();
      case 9 -> ordered();
      case 10 -> distinct();
      default -> derived();
    };
  }

  private static final List<String> ONE_LOOK =
      List.of("int4", "int8", "text", "date", "timestamp", "timestamptz", "bool", "uuid");

  private Node where() {
    return chance(50) ? Node.clause(" WHERE ", expr("bool")) : Node.clause();
  }

  private Node plain() {
    return Node.of(
        "-",
        "SELECT ",
        expr(expressions.type()),
        Node.clause(", ", expr(expressions.type())),
        " FROM a",
        where());
  }

  private Node join() {
    expressions.scope(both);
    String kind = pick(List.of(" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN "));
    String on =
        kind.equals(" FULL JOIN ") || chance(60)
            ? "a.id = p.a_id"
            : pick(List.of("a.i = p.k", "a.t = p.s", "a.dt = p.dd", "a.n = p.q"));
    return Node.of(
        "-",
        "SELECT a.id, p.id, ",
        expr(expressions.type()),
        " FROM a" + kind + "p ON " + on,
        kind.equals(" FULL JOIN ") ? Node.clause() : Node.clause(" AND ", expr("bool")),
        where());
  }

  private Node aggregate() {
    String numeric = pick(List.of("int4", "int8", "numeric", "int2"));
    String any = pick(SORTABLE.subList(0, 8));
    Node call =
        switch (random.nextInt(9)) {
          case 0 -> Node.of("-", "count(*)");
          case 1 -> Node.of("-", "count(", Node.clause("DISTINCT "), expr(pick(SORTABLE)), ")");
          case 2 ->
              // Which of 0 and 0.00 is distinct, and so the scale of the sum, is open.
              numeric.equals("numeric")
                  ? Node.of("-", "sum(", expr(numeric), ")")
                  : Node.of("-", "sum(", Node.clause("DISTINCT "), expr(numeric), ")");
          case 3 -> Node.of("-", "avg(", expr(numeric), ")");
          case 4 ->
              Node.of(
                  "-", chance(50) ? "min(" : "max(", expr(any.equals("bool") ? "int4" : any), ")");
          case 5 -> Node.of("-", chance(50) ? "bool_and(" : "bool_or(", expr("bool"), ")");
          case 6 -> Node.of("-", "string_agg(", expr("text"), ", ',' ORDER BY a.id)");
          case 7 ->
              Node.of(
                  "-",
                  "array_agg(",
                  expr(pick(List.of("int4", "text", "numeric", "date"))),
                  " ORDER BY a.id DESC)");
          default ->
              Node.of(
                  "-",
                  "jsonb_agg(",
                  expr(pick(List.of("int4", "text", "numeric", "bool", "jsonb", "date"))),
                  " ORDER BY a.id)");
        };
    return Node.of(
        "-", call, chance(25) ? Node.clause(" FILTER (WHERE ", expr("bool"), ")") : Node.clause());
  }

  private Node grouped() {
    String key =
        pick(
            List.of(
                "a.t", "a.i", "a.b", "a.dt", "a.n", "a.d", "a.e", "a.j", "a.ia", "a.v", "a.c",
                "a.iv", "a.u", "a.m", "a.ts", "a.ta", "a.r", "a.tm", "a.by"));
    boolean all = chance(20);
    Node having =
        chance(30)
            ? Node.clause(
                " HAVING ",
                pick(
                    List.of(
                        "count(*) > 1", "max(a.id) < 7", "sum(a.i) IS NOT NULL", "bool_or(a.b)")))
            : Node.clause();
    return Node.of(
        "-",
        "SELECT " + (all ? "" : key + ", "),
        aggregate(),
        Node.clause(", ", aggregate()),
        " FROM a",
        where(),
        all ? "" : " GROUP BY " + key,
        having);
  }

  private Node setOperation() {
    String operator = pick(List.of(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT "));
    // Which of two equal numbers INTERSECT keeps, 1.0 or 1.00, is the planner's choice.
    String type = pick(operator.equals(" INTERSECT ") ? ONE_LOOK : SORTABLE);
    Node left = Node.of("-", "SELECT ", expr(type), " AS x FROM a", where());
    Node right = Node.of("-", "SELECT ", expr(type), " FROM a", where());
    return Node.of("-", left, operator, right);
  }

  private Node subquery() {
    String type = pick(List.of("int4", "text", "numeric", "date"));
    String column = Objects.requireNonNull(P.get(type)).get(0);
    return switch (random.nextInt(4)) {
      case 0 ->
          Node.of(
              "-",
              "SELECT a.id FROM a WHERE ",
              expr(type),
              pick(List.of(" IN ", " NOT IN ")) + "(SELECT " + column + " FROM p",
              Node.clause(" WHERE p.k > 2"),
              ")");
      case 1 ->
          Node.of(
              "-",
              "SELECT a.id, ",
              expr("bool"),
              " FROM a WHERE "
                  + (chance(50) ? "" : "NOT ")
                  + "EXISTS (SELECT 1 FROM p WHERE p.a_id = a.id",
              Node.clause(" AND p.k > ", expr("int4")),
              ")");
      case 2 ->
          Node.of(
              "-",
              "SELECT a.id, (SELECT "
                  + pick(
                      List.of(
                          "max(p.q)", "count(*)", "string_agg(p.s, '|' ORDER BY p.id)", "sum(p.k)"))
                  + " FROM p WHERE p.a_id = a.id",
              Node.clause(" AND ", expr("bool")),
              ") FROM a",
              where());
      default ->
          Node.of(
              "-",
              "SELECT a.id FROM a WHERE ",
              expr(type),
              pick(List.of(" = ANY ", " > ALL ", " <> ALL ", " < ANY "))
                  + "(SELECT "
                  + column
                  + " FROM p WHERE p.a_id = a.id)");
    };
  }

  private Node window() {
    String over =
        " OVER ("
            + (chance(50)
                ? "PARTITION BY "
                    + pick(
                        List.of(
                            "a.t", "a.b", "a.dt", "a.i", "a.n", "a.d", "a.e", "a.v", "a.j", "a.iv"))
                    + " "
                : "");
    String order =
        "ORDER BY "
            + pick(
                List.of(
                    "",
                    "a.i NULLS FIRST, ",
                    "a.n DESC, ",
                    "a.t, ",
                    "a.dt DESC NULLS LAST, ",
                    "a.d, ",
                    "a.j, ",
                    "a.iv, ",
                    "a.e, "))
            + "a.id";
    String frame =
        chance(30)
            ? pick(
                List.of(
                    " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW",
                    " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
                    " ROWS 2 PRECEDING",
                    " ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING"))
            : "";
    Node function =
        switch (random.nextInt(6)) {
          case 0 ->
              Node.of(
                  "-",
                  pick(
                      List.of(
                          "row_number()",
                          "rank()",
                          "dense_rank()",
                          "percent_rank()",
                          "cume_dist()",
                          "ntile(3)")));
          case 1 ->
              Node.of(
                  "-",
                  pick(List.of("lag(", "lead(")),
                  expr(pick(List.of("int4", "text", "numeric", "date"))),
                  ")");
          case 2 ->
              Node.of(
                  "-",
                  pick(List.of("first_value(", "last_value(")),
                  expr(pick(List.of("int4", "text", "numeric", "date"))),
                  ")");
          case 3 -> Node.of("-", "count(", expr(pick(SORTABLE)), ")");
          case 4 ->
              Node.of(
                  "-",
                  pick(List.of("sum(", "avg(")),
                  expr(pick(List.of("int4", "int8", "numeric"))),
                  ")");
          default ->
              Node.of(
                  "-",
                  pick(List.of("min(", "max(")),
                  expr(pick(List.of("int4", "text", "numeric", "date"))),
                  ")");
        };
    return Node.of("-", "SELECT a.id, ", function, over + order + frame + ") FROM a", where());
  }

  private Node common() {
    return Node.of(
        "-",
        "WITH w AS (SELECT a.id, ",
        expr("int4"),
        " AS x, ",
        expr("text"),
        " AS y FROM a",
        where(),
        ") SELECT a.id, w.x, w.y, ",
        expr(expressions.type()),
        " FROM a JOIN w ON " + pick(List.of("w.id = a.id", "w.x = a.i", "w.y = a.t")),
        where());
  }

  private Node ordered() {
    String type = pick(SORTABLE);
    String direction =
        pick(List.of("", " ASC", " DESC", " NULLS FIRST", " DESC NULLS LAST", " ASC NULLS LAST"));
    return Node.of(
        "-",
        "SELECT a.id, ",
        expr(expressions.type()),
        " FROM a",
        where(),
        " ORDER BY ",
        expr(type),
        direction + ", a.id",
        chance(40) ? Node.clause(" LIMIT " + random.nextInt(5)) : Node.clause(),
        chance(20) ? Node.clause(" OFFSET " + random.nextInt(3)) : Node.clause());
  }

  private Node distinct() {
    if (chance(40)) {
      String key = pick(List.of("a.t", "a.i", "a.b", "a.n", "a.d", "a.e", "a.dt", "a.j", "a.c"));
      return Node.of(
          "-",
          "SELECT DISTINCT ON (" + key + ") " + key + ", a.id, ",
          expr(expressions.type()),
          " FROM a",
          where(),
          " ORDER BY " + key + ", a.id" + (chance(50) ? " DESC" : ""));
    }
    return Node.of(
        "-",
        "SELECT DISTINCT ",
        expr(pick(SORTABLE)),
        Node.clause(", ", expr(pick(SORTABLE))),
        " FROM a",
        where());
  }

  private Node derived() {
    return Node.of(
        "-",
        "SELECT x.*, x.k",
        pick(List.of(" + 1", " IS NULL", " % 2", " * 1.5", "::text", " - x.k2")),
        " FROM (SELECT ",
        expr("int4"),
        " AS k, ",
        expr("int4"),
        " AS k2, ",
        expr(expressions.type()),
        " AS z FROM a",
        where(),
        ") x",
        Node.clause(" WHERE x.k IS NOT NULL"));
  }

  /** A change of rows, which the caller takes back. */
  Node change() {
    expressions.scope(A);
    return switch (random.nextInt(6)) {
      case 0 ->
          Node.of(
              "-",
              "UPDATE a SET " + "i = ",
              expr("int4"),
              Node.clause(", t = ", expr("text")),
              where(),
              " RETURNING a.id, i, t");
      case 1 -> Node.of("-", "UPDATE a SET n = ", expr("numeric"), where());
      case 2 ->
          Node.of(
              "-",
              "DELETE FROM p WHERE p.a_id IN (SELECT a.id FROM a",
              where(),
              ")",
              Node.clause(" RETURNING *"));
      case 3 -> {
        String column =
            pick(
                List.of(
                    "int4 i",
                    "int8 l",
                    "numeric n",
                    "text t",
                    "varchar v",
                    "bpchar c",
                    "bool b",
                    "date dt",
                    "timestamp ts",
                    "interval iv",
                    "jsonb j",
                    "_int4 ia",
                    "vector e",
                    "float8 d",
                    "float4 r",
                    "int2 s"));
        String[] words = column.split(" ");
        yield Node.of(
            "-",
            "INSERT INTO a (id, " + words[1] + ") SELECT a.id + 100, ",
            expr(chance(70) ? words[0] : expressions.type()),
            " FROM a",
            where(),
            Node.clause(" RETURNING id, " + words[1]));
      }
      case 4 ->
          Node.of(
              "-",
              "INSERT INTO a (id, i, t) SELECT a.id + ",
              pick(List.of("0", "4", "100")),
              ", ",
              expr("int4"),
              ", ",
              expr("text"),
              " FROM a",
              where(),
              " ON CONFLICT (id) DO "
                  + pick(
                      List.of(
                          "NOTHING",
                          "UPDATE SET i = excluded.i",
                          "UPDATE SET t = a.t || excluded.t, i = a.i + 1",
                          "UPDATE SET i = excluded.i WHERE a.i > 0")),
              Node.clause(" RETURNING id, i, t"));
      default ->
          Node.of(
              "-",
              "UPDATE a SET l = p.k, t = ",
              expr("text"),
              " FROM p WHERE p.a_id = a.id AND p.id IN (1, 3, 5, 6)",
              Node.clause(" AND ", expr("bool")),
              " RETURNING a.id, p.id, l, t");
    };
  }
}
