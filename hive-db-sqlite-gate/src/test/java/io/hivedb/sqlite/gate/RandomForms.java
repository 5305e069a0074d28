// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.List;
import java.util.Random;

/** Random statements of the less common forms: reports, laterals, records, pgvector's types. */
final class RandomForms extends RandomPart {

  private static final List<String> KEYS =
      List.of("a.t", "a.i", "a.b", "a.dt", "a.m", "a.u", "a.v", "a.tm");

  RandomForms(Random random, RandomExpressions expressions) {
    super(random, expressions);
  }

  Node next() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> groupingSets();
      case 2, 3 -> frame();
      case 4 -> lateral();
      case 5 -> records();
      case 6 -> vectors();
      default -> formats();
    };
  }

  private Node groupingSets() {
    String first = pick(KEYS);
    String second = pick(KEYS);
    if (first.equals(second)) {
      second = "a.s";
    }
    String sets =
        pick(
            List.of(
                "ROLLUP (%s, %s)",
                "CUBE (%s, %s)",
                "GROUPING SETS ((%s), (%s), ())",
                "GROUPING SETS ((%s, %s), ())",
                "%s, ROLLUP (%s)"));
    String keys = first + ", " + second;
    return Node.of(
        "-",
        "SELECT " + keys + ", grouping(" + keys + "), count(*), ",
        pick(List.of("sum(a.i)", "max(a.n)", "string_agg(a.t, ',' ORDER BY a.id)", "avg(a.l)")),
        Node.clause(", count(*) FILTER (WHERE ", expr("bool"), ")"),
        " FROM a",
        where(),
        " GROUP BY " + String.format(sets, first, second),
        chance(30) ? Node.clause(" HAVING count(*) > 1") : Node.clause());
  }

  private Node frame() {
    String mode = pick(List.of("ROWS", "GROUPS", "RANGE"));
    String from = pick(List.of("UNBOUNDED PRECEDING", "2 PRECEDING", "1 PRECEDING", "CURRENT ROW"));
    String to = pick(List.of("CURRENT ROW", "1 FOLLOWING", "2 FOLLOWING", "UNBOUNDED FOLLOWING"));
    String exclude =
        pick(List.of("", "", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES"));
    String order = mode.equals("ROWS") ? "a.i, a.id" : pick(List.of("a.i", "a.s", "a.i DESC"));
    Node function =
        switch (random.nextInt(4)) {
          case 0 -> Node.of("-", "count(", expr("text"), ")");
          case 1 -> Node.of("-", "sum(", expr(pick(List.of("int4", "int8", "numeric"))), ")");
          case 2 ->
              mode.equals("ROWS")
                  ? Node.of("-", "last_value(", expr("text"), ")")
                  : Node.of("-", "count(*)");
          default -> Node.of("-", "min(", expr(pick(List.of("int4", "date", "text"))), ")");
        };
    return Node.of(
        "-",
        "SELECT a.id, ",
        function,
        " OVER ("
            + (chance(40) ? "PARTITION BY a.b " : "")
            + ("ORDER BY " + order + " " + mode + " BETWEEN " + from + " AND " + to + exclude)
            + ") FROM a",
        where());
  }

  private Node lateral() {
    String item =
        pick(
            List.of(
                "unnest(a.ia) AS y(z)",
                "unnest(a.ta) WITH ORDINALITY AS y(z, o)",
                "jsonb_array_elements(CASE jsonb_typeof(a.j) WHEN 'array' THEN a.j END) AS y(z)",
                "jsonb_each_text(CASE jsonb_typeof(a.j) WHEN 'object' THEN a.j END) AS y(k, z)",
                "generate_series(1, a.s::int) AS y(z)",
                "LATERAL (SELECT p.k + a.id AS z FROM p WHERE p.a_id = a.id) y",
                "LATERAL (SELECT max(p.q) AS z, count(*) FROM p WHERE p.k > a.i) y",
                "LATERAL (SELECT p.s AS z FROM p ORDER BY p.id DESC LIMIT 1) y",
                "regexp_split_to_table(a.t, '[ae]') AS y(z)"));
    boolean left = chance(40);
    return Node.of(
        "-",
        "SELECT a.id, y.*, ",
        expr(expressions.type()),
        " FROM a " + (left ? "LEFT JOIN " : "CROSS JOIN ") + item + (left ? " ON true" : ""),
        where());
  }

  private Node records() {
    String columns =
        pick(
            List.of(
                "x int, y text",
                "y text, z boolean",
                "x numeric(6,1), y varchar",
                "x text, n int"));
    return Node.of(
        "-",
        "SELECT r.* FROM jsonb_to_recordset((SELECT jsonb_agg(jsonb_build_object('x', ",
        expr("int4"),
        ", 'y', ",
        expr(pick(List.of("text", "int4", "date", "bool", "jsonb"))),
        ") ORDER BY a.id) FROM a",
        where(),
        ")) AS r(" + columns + ")");
  }

  private Node vectors() {
    String type = pick(List.of("halfvec", "sparsevec"));
    String literal = type.equals("halfvec") ? "'[1,0.5,-2]'" : "'{1:1,3:-2}/3'";
    String column = "a.e::" + type;
    String value =
        pick(
            List.of(
                column + " <-> " + literal,
                column + " <#> " + literal,
                column + " <=> " + literal,
                column + " <+> " + literal,
                column + " = " + literal,
                "l2_norm(" + column + ")",
                "l2_normalize(" + column + ")",
                "binary_quantize(a.e)",
                "binary_quantize(a.e) <~> B'101'",
                "binary_quantize(a.e) <%> B'011'",
                "(" + column + ")::vector + a.e"));
    return Node.of(
        "-",
        "SELECT a.id, ",
        value,
        Node.clause(", ", expr(expressions.type())),
        " FROM a",
        where());
  }

  private Node formats() {
    String value =
        pick(
            List.of(
                "to_char(a.ts, 'YYYY-MM-DD HH24:MI:SS.US')",
                "to_char(a.dt, 'FMDay DD Mon YY')",
                "to_char(a.tz, 'HH12:MI AM')",
                "to_char(a.n, 'FM99990.00')",
                "to_char(a.i, '000,000')",
                "extract(" + pick(List.of("year", "dow", "week", "epoch", "doy")) + " FROM a.ts)",
                "date_trunc('" + pick(List.of("month", "week", "hour", "year")) + "', a.ts)",
                "a.ts + a.iv * " + pick(List.of("2", "0.5", "-1")),
                "age(a.ts, a.dt)",
                "a.dt - interval '1' month",
                "justify_interval(a.iv * 40)",
                "stddev(a.i) OVER (ORDER BY a.id)",
                "var_pop(a.n) OVER (ORDER BY a.id)",
                "regexp_replace(a.t, '([aeiou])', '<\\1>', 'g')",
                "regexp_match(a.t, '(a)(.)?')",
                "a.t ~* '^[a-z]+$'",
                "width_bucket(a.n, 0, 10, 4)",
                "string_to_array(a.t, 'a', 'b')",
                "array_positions(a.ia, 1)",
                "array_replace(a.ta, 'a', 'z')",
                "jsonb_insert(a.j, '{a}', '1')",
                "a.j #>> '{b,0}'",
                "a.j @> '{\"a\": 1}'",
                "a.j -> 'b' -> -1"));
    return Node.of(
        "-", "SELECT a.id, ", value, Node.clause(", ", expr("text")), " FROM a", where());
  }

  /** A change of rows. */
  Node change() {
    return switch (random.nextInt(3)) {
      case 0 ->
          Node.of(
              "-",
              "WITH gone AS (DELETE FROM p WHERE p.k ",
              pick(List.of("> 3", "< 3", "= 5", "IS NULL")),
              " RETURNING *) INSERT INTO a (id, i, t) SELECT gone.id + 100, gone.k, gone.s"
                  + " FROM gone",
              Node.clause(" WHERE gone.k < 9"),
              Node.clause(" RETURNING id, i, t"));
      case 1 ->
          Node.of(
              "-",
              "WITH up AS (UPDATE a SET i = ",
              expr("int4"),
              where(),
              " RETURNING a.id, i) SELECT up.id, up.i, p.k FROM up LEFT JOIN p ON p.a_id = up.id");
      default ->
          Node.of(
              "-",
              "MERGE INTO a USING (SELECT p.id, p.k, p.s FROM p WHERE p.id <> 4) x ON a.id = x.id"
                  + pick(List.of("", " AND x.k > 2")),
              Node.clause(" WHEN MATCHED AND x.k = 5 THEN DELETE"),
              " WHEN MATCHED THEN UPDATE SET i = x.k, t = ",
              expr("text"),
              Node.clause(
                  " WHEN NOT MATCHED THEN INSERT (id, i, t) VALUES (x.id + 100, x.k, x.s)"));
    };
  }
}
