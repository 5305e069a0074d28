// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.List;
import java.util.Random;

/** Random statements with aggregates and window functions. */
final class RandomAggregates extends RandomPart {

  RandomAggregates(Random random, RandomExpressions expressions) {
    super(random, expressions);
  }

  private Node aggregate() {
    String numeric = pick(List.of("int4", "int8", "numeric", "int2"));
    String any = pick(RandomFixture.SORTABLE.subList(0, 8));
    Node call =
        switch (random.nextInt(9)) {
          case 0 -> Node.of("-", "count(*)");
          case 1 ->
              Node.of(
                  "-", "count(", Node.clause("DISTINCT "), expr(pick(RandomFixture.SORTABLE)), ")");
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

  Node grouped() {
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

  Node window() {
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
          case 3 -> Node.of("-", "count(", expr(pick(RandomFixture.SORTABLE)), ")");
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
}
